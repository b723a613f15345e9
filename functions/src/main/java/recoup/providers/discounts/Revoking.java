package recoup.providers.discounts;

import java.util.Optional;
import java.util.function.Predicate;
import recoup.providers.discounts.Standing.Found;
import recoup.providers.discounts.Standing.Gone;
import recoup.providers.discounts.Standing.Replaced;

/**
 * The order of steps that both platforms share: look whose code it is and how it stands, change it, and look again if nobody
 * can tell what the change did.
 */
record Revoking(Platform platform) implements Discounts {

    @Override
    public Revoked deactivate(Code code) {
        try {
            return switch (platform.standing(code)) {
                case Gone _ -> new Revoked.Done();
                case Found found when found.over() -> new Revoked.Done();
                case Found found when found.shared() -> new Revoked.Shared();
                case Found found -> change(() -> platform.expire(found), code, Revoking::isOver);
                case Replaced replaced -> throw ShopTrouble.refused(replaced.why());
            };
        } catch (ShopTrouble trouble) {
            return trouble.revoked();
        }
    }

    @Override
    public Revoked delete(Code code) {
        try {
            return switch (platform.standing(code)) {
                case Gone _ -> new Revoked.Done();
                case Found found -> change(() -> platform.remove(found, code), code, Standing::isNowhere);
                case Replaced replaced -> throw ShopTrouble.refused(replaced.why());
            };
        } catch (ShopTrouble trouble) {
            return trouble.revoked();
        }
    }

    @Override
    public Usage usage(Code code) {
        try {
            return switch (platform.standing(code)) {
                case Gone _ -> new Usage.Unused();
                case Found found -> used(found) ? new Usage.Used(usedBy(code)) : new Usage.Unused();
                case Replaced replaced -> throw ShopTrouble.refused(replaced.why());
            };
        } catch (ShopTrouble trouble) {
            return trouble.usage();
        }
    }

    private Revoked change(Runnable change, Code code, Predicate<Standing> isDone) {
        try {
            change.run();
            return new Revoked.Done();
        } catch (ShopTrouble trouble) {
            return trouble.isUnsure() && isSo(isDone, code) ? new Revoked.Done() : trouble.revoked();
        }
    }

    /** A shop that cannot be asked either leaves it at what went wrong first. */
    private boolean isSo(Predicate<Standing> isDone, Code code) {
        try {
            return isDone.test(platform.standing(code));
        } catch (ShopTrouble _) {
            return false;
        }
    }

    /** Which order it was is good to know, and no reason to fail: the credentials may not show orders. */
    private Optional<String> usedBy(Code code) {
        try {
            return platform.usedBy(code);
        } catch (ShopTrouble _) {
            return Optional.empty();
        }
    }

    private static boolean isOver(Standing standing) {
        return standing.isNowhere() || (standing instanceof Found found && found.over());
    }

    private static boolean used(Found found) {
        return found.uses().orElseThrow(() -> ShopTrouble.refused("the shop does not say how often this code was used"))
                > 0;
    }
}
