package recoup.providers.discounts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/**
 * What a shop answered.
 *
 * @param retryAfter how long it asks to be left alone
 * @param json what it says, if that is JSON
 */
record Answer(int status, Optional<Duration> retryAfter, Optional<JsonNode> json) {
    private static final int OK = 200;
    private static final int FIRST_FAULT = 500;

    /** The answer to what was done. */
    JsonNode done() {
        if (status < OK || status >= 300) {
            throw trouble();
        }
        return json.orElseThrow(() -> ShopTrouble.unsure("the shop's answer is not JSON"));
    }

    /** What is wrong with any other answer; after a fault of the shop's, what was asked for may be done all the same. */
    ShopTrouble trouble() {
        return switch (status) {
            case 401 -> ShopTrouble.refused("the shop does not know the credentials (401)");
            case 402 -> ShopTrouble.refused("the shop is frozen until its bill is paid (402)");
            case 403 -> ShopTrouble.refused("the credentials may not do that (403)");
            case 423 -> ShopTrouble.refused("the shop is locked (423)");
            case 429 -> ShopTrouble.busy("the shop throttles (429)", retryAfter);
            case 301, 302, 303, 307, 308 ->
                ShopTrouble.refused("the shop redirects, which is not followed (" + status + ")");
            default ->
                status == 408 || status >= FIRST_FAULT
                        ? ShopTrouble.unsure("the shop failed (" + status + ")", retryAfter)
                        : ShopTrouble.refused("the shop answered " + status);
        };
    }
}
