package recoup.local.shop;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When each job of Shopify's is done. They are not kept: as on Shopify, an old job is unknown. */
final class Jobs {
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();

    void begun(String job, Instant end) {
        ends.put(job, end);
    }

    Optional<Boolean> isDone(String job, Instant now) {
        return Optional.ofNullable(ends.get(job)).map(end -> !now.isBefore(end));
    }
}
