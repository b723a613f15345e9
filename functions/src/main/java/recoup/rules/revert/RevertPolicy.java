package recoup.rules.revert;

import recoup.model.Asset;
import recoup.model.Settings;

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

    /** The payment's deadline passed, or its provider says so. */
    record PaymentExpired(Settings.PaymentExpired setting) implements RevertPolicy {
        @Override
        public LotRule ruleFor(Asset asset) {
            return switch (setting.mode()) {
                case OFF, CANCEL -> new LotRule.Leave();
                case CANCEL_AND_REVERT -> automatic(setting.lots());
            };
        }
    }

    /** The payment failed for good. */
    record PaymentFailed(Settings.PaymentFailed setting) implements RevertPolicy {
        @Override
        public LotRule ruleFor(Asset asset) {
            return automatic(setting.lots());
        }
    }

    /** The customer cancelled the order in the shop. */
    record CustomerCancelled() implements RevertPolicy {
        @Override
        public LotRule ruleFor(Asset asset) {
            return new LotRule.OnlyValid();
        }
    }

    /** A bulk, or the shop for another reason: an admin decides later what comes back (C-13, A-12). */
    record NothingBack() implements RevertPolicy {
        @Override
        public LotRule ruleFor(Asset asset) {
            return new LotRule.Leave();
        }
    }

    /** A redemption that is reversed. */
    record Reversal(boolean extendExpired) implements RevertPolicy {
        @Override
        public LotRule ruleFor(Asset asset) {
            return extendExpired ? new LotRule.ExtendToAnnualDate() : new LotRule.OnlyValid();
        }
    }

    /** Automatic flows never extend. */
    private static LotRule automatic(Settings.Lots lots) {
        return switch (lots) {
            case ALL_OR_NOTHING -> new LotRule.AllOrNothing();
            case VALID_ONLY -> new LotRule.OnlyValid();
        };
    }
}
