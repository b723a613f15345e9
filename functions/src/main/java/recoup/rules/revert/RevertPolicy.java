package recoup.rules.revert;

import recoup.model.Asset;

/** Why value comes back, and so which rule each asset's lots follow. A new trigger is one more line here. */
public sealed interface RevertPolicy {
    LotRule ruleFor(Asset asset);

    /** An admin chose, for each asset apart (C-01). */
    record Manual(LotRule storeCredit, LotRule points) implements RevertPolicy {
        @Override
        public LotRule ruleFor(Asset asset) {
            return switch (asset) {
                case STORE_CREDIT -> storeCredit;
                case POINTS -> points;
            };
        }
    }
}
