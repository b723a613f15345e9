package recoup.handlers;

import java.util.Optional;
import recoup.model.MerchantId;
import recoup.model.OrderId;
import recoup.model.Redemption.DiscountAction;
import recoup.model.Reward;
import recoup.operations.CodeShop;
import recoup.providers.discounts.CodeServer;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A shop platform with one code, asked step by step as the real ones are: deactivate, look, delete. */
final class OneCode implements CodeShop, CodeServer.Held {
    private enum Standing {
        ACTIVE,
        OVER,
        GONE
    }

    private final Calls calls;
    private Standing standing = Standing.ACTIVE;
    private boolean down;
    private Optional<OrderId> order = Optional.empty();

    OneCode(Calls calls) {
        this.calls = calls;
    }

    /** Whether a customer who types it gets the discount. */
    boolean isUsable() {
        return standing == Standing.ACTIVE;
    }

    @Override
    public String text() {
        return "CODE-RED-1";
    }

    @Override
    public boolean isOver() {
        return standing == Standing.OVER;
    }

    @Override
    public boolean isUsed() {
        return order.isPresent();
    }

    @Override
    public boolean isGone() {
        return standing == Standing.GONE;
    }

    /** Somebody uses it, which only works while it is usable. */
    void use(String newOrder) {
        if (isUsable()) {
            order = Optional.of(new OrderId(newOrder));
        }
    }

    /** From now on it does nothing and says nothing, or works again. */
    void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public Told revoke(MerchantId merchant, Reward reward, DiscountAction action) {
        try {
            calls.call("shop deactivates", this::deactivated);
            var used = calls.call("shop looks", this::looked);
            if (used.isPresent()) {
                return new Told.Used(used);
            }
            if (action == DiscountAction.DELETE) {
                calls.call("shop deletes", this::deleted);
            }
            return new Told.Revoked();
        } catch (SdkClientException _) {
            return new Told.Failed("the shop did not answer in time", Optional.empty());
        }
    }

    @Override
    public void end() {
        if (standing == Standing.ACTIVE) {
            standing = Standing.OVER;
        }
    }

    @Override
    public void remove() {
        standing = Standing.GONE;
    }

    private Standing deactivated() {
        answering();
        end();
        return standing;
    }

    private Optional<OrderId> looked() {
        answering();
        return standing == Standing.GONE ? Optional.empty() : order;
    }

    private Standing deleted() {
        answering();
        remove();
        return standing;
    }

    private void answering() {
        if (down) {
            throw SdkClientException.create("the shop does not answer");
        }
    }
}
