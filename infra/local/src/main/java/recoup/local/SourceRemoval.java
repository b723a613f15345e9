package recoup.local;

import recoup.local.shop.Platform;

/** What happens when the reward behind a code is taken away, which the shop itself does not notice. */
@FunctionalInterface
interface SourceRemoval {
    /** When it has returned, whoever asks finds the source gone. It may answer with a problem. */
    void apply(String merchantId, Platform platform, String discountId, String code);
}
