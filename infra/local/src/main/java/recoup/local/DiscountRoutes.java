package recoup.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import recoup.handlers.http.Fields;
import recoup.handlers.http.Problem;
import recoup.handlers.http.ProblemException;
import recoup.local.shop.Discount;
import recoup.local.shop.Fault;
import recoup.local.shop.Faults;
import recoup.local.shop.Platform;
import recoup.local.shop.RedeemCode;
import recoup.local.shop.Shop;
import recoup.local.shop.Shops;
import recoup.model.MerchantId;
import recoup.model.OrderId;

/** What is under {@code /_local/discounts}: the hands that work in a merchant's shop. */
final class DiscountRoutes {
    static final String PREFIX = LocalRoutes.PREFIX + "/discounts/";

    private static final int LONGEST_CODE = 255;
    private static final int LONGEST_NUMBER = 128;
    private static final int MOST_FAILURES = 1_000_000;

    private final Shops shops;
    private final SourceRemoval sourceRemoval;

    DiscountRoutes(Shops shops, SourceRemoval sourceRemoval) {
        this.shops = shops;
        this.sourceRemoval = sourceRemoval;
    }

    static boolean serves(Request request) {
        return request.path().startsWith(PREFIX);
    }

    Answer answer(Request request) {
        var segments = request.path().substring(PREFIX.length()).split("/", 2);
        var platform = Platform.of(segments[0]);
        if (platform.isEmpty()) {
            return Answer.message(404, "Not Found");
        }
        var action = segments.length == 1 ? "" : "/" + segments[1];
        return switch (request.method() + action) {
            case "GET" -> LocalRoutes.merchant(request, merchant -> list(shops.of(platform.get(), merchant)));
            case "POST" -> body(request, fields -> make(platform.get(), fields));
            case "POST/mark-used" -> body(request, fields -> markUsed(platform.get(), fields));
            case "POST/remove-source" -> body(request, fields -> removeSource(platform.get(), fields));
            case "POST/fail" -> body(request, fields -> fail(platform.get(), fields));
            default -> Answer.message(404, "Not Found");
        };
    }

    private static Answer list(Shop shop) {
        return Answer.json(
                200,
                Map.of(
                        "items",
                        shop.all().stream()
                                .flatMap(discount -> items(shop, discount).stream())
                                .toList()));
    }

    /** With a discount's number the code joins that discount, which others' codes are in, too. */
    private Supplier<Answer> make(Platform platform, Fields fields) {
        var merchant = merchant(fields);
        var code = fields.required("code", name -> fields.text(name, LONGEST_CODE));
        var number = fields.text("discountId", LONGEST_NUMBER);
        if (number.isPresent() && platform == Platform.WOOCOMMERCE) {
            fields.refuse("discountId", "a coupon has one code alone");
        }
        return () -> {
            var shop = shops.of(platform, merchant.orElseThrow());
            var made = number.isPresent()
                    ? shop.share(found(shop, number.get()).number(), code.orElseThrow())
                    : shop.make(code.orElseThrow());
            if (made.isEmpty()) {
                fields.refuse("code", "is another discount's code already");
                fields.check();
            }
            var discount = made.orElseThrow();
            return Answer.json(201, item(shop, discount, discount.codes().getLast()));
        };
    }

    private Supplier<Answer> markUsed(Platform platform, Fields fields) {
        var merchant = merchant(fields);
        var number = number(fields);
        var order = order(fields);
        return () -> {
            var shop = shops.of(platform, merchant.orElseThrow());
            return told(shop, shop.use(number.orElseThrow(), order.map(OrderId::value)), number.orElseThrow());
        };
    }

    private Supplier<Answer> removeSource(Platform platform, Fields fields) {
        var merchant = merchant(fields);
        var number = number(fields);
        var _ = order(fields);
        return () -> {
            var shop = shops.of(platform, merchant.orElseThrow());
            var discount = found(shop, number.orElseThrow());
            for (var code : discount.codes()) {
                sourceRemoval.apply(merchant.orElseThrow(), platform, discount.number(), code.text());
            }
            return told(shop, shop.find(discount.number()), discount.number());
        };
    }

    private Supplier<Answer> fail(Platform platform, Fields fields) {
        var merchant = merchant(fields);
        var number = number(fields);
        var _ = order(fields);
        var times = fields.required("failNext", name -> fields.integer(name, 0, MOST_FAILURES));
        var mode = fields.required("mode", name -> fields.constant(name, Fault.class, Fault::written));
        return () -> {
            var shop = shops.of(platform, merchant.orElseThrow());
            var faults = new Faults(times.orElseThrow().intValue(), mode.orElseThrow());
            return told(shop, shop.fail(number.orElseThrow(), faults), number.orElseThrow());
        };
    }

    private static Optional<String> merchant(Fields fields) {
        return fields.required("merchantId", name -> fields.id(name, MerchantId::new))
                .map(MerchantId::value);
    }

    private static Optional<String> number(Fields fields) {
        return fields.required("discountId", name -> fields.text(name, LONGEST_NUMBER));
    }

    /** The three switches take the same fields; only a use has an order. */
    private static Optional<OrderId> order(Fields fields) {
        return fields.id("orderId", OrderId::new);
    }

    private static Discount found(Shop shop, String number) {
        return shop.find(number).orElseThrow(() -> unknown(number));
    }

    private static Answer told(Shop shop, Optional<Discount> discount, String number) {
        var items = items(shop, discount.orElseThrow(() -> unknown(number)));
        return Answer.json(200, items.isEmpty() ? Map.of("discountId", number) : items.getFirst());
    }

    private static ProblemException unknown(String number) {
        return new ProblemException(Problem.of(Problem.Type.NOT_FOUND, "This shop has no such discount.")
                .with("discountId", number));
    }

    /** One for each code: others' codes may be in the discount, too. */
    private static List<Map<String, Object>> items(Shop shop, Discount discount) {
        return discount.codes().stream()
                .map(code -> {
                    var item = item(shop, discount, code);
                    item.put("used", code.uses() > 0);
                    return item;
                })
                .toList();
    }

    private static Map<String, Object> item(Shop shop, Discount discount, RedeemCode code) {
        var item = new LinkedHashMap<String, Object>();
        item.put("discountId", discount.number());
        item.put("code", code.text());
        item.put("active", shop.isActive(discount));
        return item;
    }

    /** Reads the body; a discount's number may be written as a number, too. */
    private static Answer body(Request request, Function<Fields, Supplier<Answer>> operation) {
        return LocalRoutes.object(request, object -> {
            if (object.path("discountId").isIntegralNumber()) {
                object.put("discountId", object.path("discountId").asText());
            }
            var fields = new Fields(object);
            var answer = operation.apply(fields);
            fields.check();
            return answer.get();
        });
    }
}
