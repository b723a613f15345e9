package recoup.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import recoup.model.Ids;
import recoup.model.MerchantId;
import recoup.model.OrderId;
import recoup.model.Redemption.DiscountAction;
import recoup.model.Reward;
import recoup.operations.CodeShop;
import recoup.providers.Provider;
import recoup.providers.discounts.Code;
import recoup.providers.discounts.Discounts;
import recoup.providers.discounts.Patience;
import recoup.providers.discounts.Reach;
import recoup.providers.discounts.Revoked;
import recoup.providers.discounts.ShopCall;
import recoup.providers.discounts.ShopifyDiscounts;
import recoup.providers.discounts.Usage;
import recoup.providers.discounts.WooCommerceCoupons;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Merchants' codes in their shops, with the credentials of each merchant's parameter. */
public final class ShopCodes implements CodeShop {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ONE_CALL = Duration.ofSeconds(2);
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration LONGEST_JOB = Duration.ofSeconds(3);

    private final MerchantParameters parameters;
    private final ShopCall call;
    private final Patience patience;
    private final InstantSource realTime;

    public ShopCodes(SsmClient ssm, Reach reach, InstantSource realTime) {
        this.parameters = new MerchantParameters(ssm, realTime);
        this.call = new ShopCall(CONNECT, ONE_CALL, reach);
        this.patience = new Patience(realTime, ShopCodes::pause, BETWEEN, LONGEST_JOB);
        this.realTime = realTime;
    }

    /** Deactivate, look, delete: a code that was used before must not be deleted unseen. */
    @Override
    public Told revoke(MerchantId merchant, Reward reward, DiscountAction action) {
        try {
            return discounts(merchant, reward.provider())
                    .map(discounts -> revoke(discounts, new Code(reward.code(), reward.discountId()), action))
                    .orElseGet(() -> new Told.Failed("the merchant's shop is not set up", Optional.empty()));
        } catch (SdkException | NotTaken unreadable) {
            return new Told.Failed("the merchant's parameter cannot be read", Optional.empty());
        }
    }

    private static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Told revoke(Discounts discounts, Code code, DiscountAction action) {
        return switch (discounts.deactivate(code)) {
            case Revoked.Failed(var why, var retryAfter) -> new Told.Failed(why, retryAfter);
            case Revoked.Shared() ->
                action == DiscountAction.DELETE ? looked(discounts, code, action) : new Told.Shared();
            case Revoked.Done() -> looked(discounts, code, action);
        };
    }

    private static Told looked(Discounts discounts, Code code, DiscountAction action) {
        return switch (discounts.usage(code)) {
            case Usage.Failed(var why, var retryAfter) -> new Told.Failed(why, retryAfter);
            case Usage.Used(var order) ->
                new Told.Used(order.filter(Ids::wellFormed).map(OrderId::new));
            case Usage.Unused() -> action == DiscountAction.DELETE ? deleted(discounts, code) : new Told.Revoked();
        };
    }

    private static Told deleted(Discounts discounts, Code code) {
        return switch (discounts.delete(code)) {
            case Revoked.Done() -> new Told.Revoked();
            case Revoked.Shared() -> new Told.Shared();
            case Revoked.Failed(var why, var retryAfter) -> new Told.Failed(why, retryAfter);
        };
    }

    private Optional<Discounts> discounts(MerchantId merchant, Reward.Provider provider) {
        return switch (provider) {
            case SHOPIFY ->
                parameters
                        .shop(merchant, Provider.SHOPIFY)
                        .map(shop -> ShopifyDiscounts.of(call, address(shop), text(shop, "accessToken"), patience));
            case WOOCOMMERCE ->
                parameters
                        .shop(merchant, Provider.WOOCOMMERCE)
                        .map(shop -> WooCommerceCoupons.of(
                                call,
                                address(shop),
                                text(shop, "consumerKey"),
                                text(shop, "consumerSecret"),
                                realTime));
            case NONE -> Optional.empty();
        };
    }

    private static URI address(JsonNode shop) {
        try {
            return URI.create(text(shop, "shop"));
        } catch (IllegalArgumentException noAddress) {
            throw new NotTaken("the address of a merchant's shop is none");
        }
    }

    private static String text(JsonNode shop, String name) {
        return shop.path(name).asText();
    }
}
