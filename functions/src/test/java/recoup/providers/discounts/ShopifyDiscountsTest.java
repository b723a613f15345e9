package recoup.providers.discounts;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.providers.discounts.Callers.BY_CODE;
import static recoup.providers.discounts.Callers.BY_ID;
import static recoup.providers.discounts.Callers.failed;
import static recoup.providers.discounts.Shopify.found;
import static recoup.providers.discounts.Shopify.foundByCode;
import static recoup.providers.discounts.Shopify.node;
import static recoup.providers.discounts.Shopify.pool;
import static recoup.providers.discounts.Shopify.single;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.providers.discounts.Revoked.Done;
import recoup.providers.discounts.Revoked.Shared;
import recoup.providers.discounts.Usage.Unused;
import recoup.providers.discounts.Usage.Used;

/** Whose code it is at Shopify, how it stands, and what is done about it. */
class ShopifyDiscountsTest {
    private static final String ACTIVE = single("7", "ACTIVE", 0, "SAVE10");
    private static final String ANOTHER = single("7", "ACTIVE", 0, "OTHER");
    private static final String ELSEWHERE = single("8", "ACTIVE", 0, "SAVE10");
    private static final String ELSEWHERE_WHY = "the code belongs to another discount than 7, which is not touched";
    private static final String ANOTHER_WHY = "the discount 7 holds another code, which is not touched";

    private final ScriptedShop shop = new ScriptedShop();
    private final Discounts discounts = Callers.shopify(shop);

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void deactivating_looks_first_and_names_what_it_found() {
        shop.answers(found(ACTIVE)).answers(Shopify.DONE_DEACTIVATING);
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(new Done());
        assertThat(shop.calls())
                .containsOnly("POST /admin/api/2026-07/graphql.json")
                .hasSize(2);
        assertThat(shop.operations()).containsExactly("DiscountById", "DeactivateDiscount");
        assertThat(shop.asked()).allSatisfy(each -> assertThat(each.token()).contains(Callers.TOKEN));
        assertThat(shop.asked().getFirst().body())
                .contains("\"variables\":{\"code\":\"SAVE10\",\"search\":\"code:\\\"SAVE10\\\"\","
                        + "\"id\":\"gid://shopify/DiscountCodeNode/7\"}");
        assertThat(shop.asked().getLast().body())
                .contains("discountCodeDeactivate(id: $id)")
                .endsWith("\"variables\":{\"id\":\"gid://shopify/DiscountCodeNode/7\"}}");
    }

    @Test
    void deleting_looks_first_and_names_what_it_found() {
        shop.answers(foundByCode(ACTIVE)).answers(Shopify.DONE_DELETING);
        assertThat(discounts.delete(BY_CODE)).isEqualTo(new Done());
        assertThat(shop.operations()).containsExactly("DiscountByCode", "DeleteDiscount");
        assertThat(shop.asked().getLast().body())
                .contains("discountCodeDelete(id: $id)")
                .endsWith("\"variables\":{\"id\":\"gid://shopify/DiscountCodeNode/7\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DiscountCodeBasic", "DiscountCodeBxgy", "DiscountCodeFreeShipping", "DiscountCodeApp"})
    void every_kind_of_discount_is_asked_for_and_read(String kind) {
        var discount = Shopify.discount(kind, "7", "ACTIVE", 2, 1, node("9", "SAVE10", 2));
        shop.answers(found(discount)).answers(Shopify.DONE_DEACTIVATING).answers(found(discount));
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(new Done());
        assertThat(discounts.usage(BY_ID)).isEqualTo(new Used(Optional.empty()));
        assertThat(shop.asked().getFirst().body()).contains("... on " + kind + " { status asyncUsageCount codesCount");
    }

    @Test
    void a_kind_that_nobody_knows_is_not_touched() {
        var automatic = "{\"id\":\"gid://shopify/DiscountCodeNode/7\",\"codeDiscount\":{\"__typename\":\"New\"}}";
        shop.answers(found(automatic));
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(failed("the shop answers with a discount of no known kind"));
        assertThat(shop.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "gid://shopify/DiscountCodeNode/7",
                "gid://shopify/DiscountNode/7",
                "gid://shopify/DiscountCodeBasic/7",
                "gid://shopify/PriceRule/7"
            })
    void the_number_may_be_told_in_full(String id) {
        shop.answers(found(ACTIVE)).answers(Shopify.DONE_DEACTIVATING);
        assertThat(discounts.deactivate(new Code("SAVE10", Optional.of(id)))).isEqualTo(new Done());
        assertThat(shop.asked().getFirst().body()).contains("\"id\":\"gid://shopify/DiscountCodeNode/7\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "seven", "7 ", "7\"", "gid://shopify/DiscountCodeNode/", "gid://elsewhere/X/7"})
    void an_id_that_is_no_number_asks_nobody(String id) {
        assertThat(discounts.deactivate(new Code("SAVE10", Optional.of(id))))
                .isEqualTo(failed("the discount's id is no number of Shopify's"));
        assertThat(shop.asked()).isEmpty();
    }

    @Test
    void the_case_of_a_code_does_not_matter() {
        shop.answers(found(single("7", "ACTIVE", 0, "save10"), "null")).answers(Shopify.DONE_DEACTIVATING);
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(new Done());
    }

    @Test
    void free_text_is_quoted_for_the_search() {
        shop.answers(foundByCode("null"));
        assertThat(discounts.deactivate(new Code("10% \"off\" \\ é", Optional.empty())))
                .isEqualTo(new Done());
        assertThat(shop.asked().getFirst().body())
                .contains("\"code\":\"10% \\\"off\\\" \\\\ é\"")
                .contains("\"search\":\"code:\\\"10% \\\\\\\"off\\\\\\\" \\\\\\\\ é\\\"\"");
    }

    @Test
    void R_04_a_code_that_is_gone_is_done_and_unused() {
        shop.answers(found("null")).answers(found("null")).answers(found("null"));
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(new Done());
        assertThat(discounts.delete(BY_ID)).isEqualTo(new Done());
        assertThat(discounts.usage(BY_ID)).isEqualTo(new Unused());
        shop.answers(foundByCode("null")).answers(foundByCode("null")).answers(foundByCode("null"));
        assertThat(discounts.deactivate(BY_CODE)).isEqualTo(new Done());
        assertThat(discounts.delete(BY_CODE)).isEqualTo(new Done());
        assertThat(discounts.usage(BY_CODE)).isEqualTo(new Unused());
        assertThat(shop.operations())
                .containsOnly("DiscountById", "DiscountByCode")
                .hasSize(6);
    }

    @Test
    void R_03_an_expired_code_is_deactivated_already_and_can_still_be_deleted() {
        var expired = found(single("7", "EXPIRED", 0, "SAVE10"));
        shop.answers(expired).answers(expired).answers(Shopify.DONE_DELETING);
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(new Done());
        assertThat(discounts.delete(BY_ID)).isEqualTo(new Done());
        assertThat(shop.operations()).containsExactly("DiscountById", "DiscountById", "DeleteDiscount");
    }

    @Test
    void a_code_that_is_yet_to_begin_is_deactivated() {
        shop.answers(found(single("7", "SCHEDULED", 0, "SAVE10"))).answers(Shopify.DONE_DEACTIVATING);
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(new Done());
        assertThat(shop.asked()).hasSize(2);
    }

    @Test
    void an_id_whose_discount_holds_another_code_is_refused() {
        shop.answers(found(ANOTHER, ANOTHER)).answers(found(ANOTHER, ANOTHER)).answers(found(ANOTHER, ANOTHER));
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(failed(ANOTHER_WHY));
        assertThat(discounts.delete(BY_ID)).isEqualTo(failed(ANOTHER_WHY));
        assertThat(discounts.usage(BY_ID)).isEqualTo(new Usage.Failed(ANOTHER_WHY, Optional.empty()));
        assertThat(shop.operations()).containsOnly("DiscountById").hasSize(3);
    }

    /** Of a discount with two codes one was deleted, by an earlier try or by hand. */
    @Test
    void R_04_case_1_a_code_that_is_gone_from_a_discount_that_still_holds_another_is_gone() {
        shop.answers(found(ANOTHER, "null")).answers(found(ANOTHER, "null"));
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(new Done());
        assertThat(discounts.delete(BY_ID)).isEqualTo(new Done());
        assertThat(shop.operations()).containsOnly("DiscountById").hasSize(2);
    }

    @Test
    void a_code_that_belongs_to_another_discount_is_refused() {
        var others = pool("7", "ACTIVE", 0, 2, node("1", "A", 0) + "," + node("2", "B", 0));
        shop.answers(found(others, ELSEWHERE)).answers(found("null", ELSEWHERE)).answers(found(ANOTHER, ELSEWHERE));
        assertThat(discounts.delete(BY_ID)).isEqualTo(failed(ELSEWHERE_WHY));
        assertThat(discounts.delete(BY_ID)).isEqualTo(failed(ELSEWHERE_WHY));
        assertThat(discounts.delete(BY_ID)).isEqualTo(failed(ELSEWHERE_WHY));
        assertThat(shop.operations()).containsOnly("DiscountById").hasSize(3);
    }

    @Test
    void what_is_found_by_the_code_must_hold_it() {
        shop.answers(foundByCode(ANOTHER));
        assertThat(discounts.deactivate(BY_CODE)).isEqualTo(failed(ANOTHER_WHY));
        assertThat(shop.asked()).hasSize(1);
    }

    @Test
    void a_number_that_only_the_search_still_knows_is_the_same_discount() {
        shop.answers(found("null", ACTIVE)).answers(Shopify.DONE_DEACTIVATING);
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(new Done());
    }

    @Test
    void a_discount_with_other_codes_is_not_deactivated() {
        shop.answers(found(pool("7", "ACTIVE", 0, 2, node("1", "A", 0) + "," + node("9", "SAVE10", 0))));
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(new Shared());
        assertThat(shop.asked()).hasSize(1);
    }

    @Test
    void a_discount_with_other_codes_that_is_over_is_done() {
        shop.answers(found(pool("7", "EXPIRED", 0, 2, node("9", "SAVE10", 0))));
        assertThat(discounts.deactivate(BY_ID)).isEqualTo(new Done());
    }

    @Test
    void R_05_the_use_of_a_code_is_its_own() {
        var others = node("1", "A", 3) + ",";
        shop.answers(found(single("7", "EXPIRED", 0, "SAVE10")))
                .answers(found(single("7", "EXPIRED", 1, "SAVE10")))
                .answers(orders("{\"legacyResourceId\":\"1\",\"discountCodes\":[\"SAVE100\"]},"
                        + "{\"legacyResourceId\":\"2\",\"discountCodes\":[\"save10\"]}"))
                .answers(found(Shopify.discount("DiscountCodeBasic", "7", "ACTIVE", 1, 1, node("9", "SAVE10", 0))))
                .answers(Shopify.error("ACCESS_DENIED"))
                .answers(found(pool("7", "ACTIVE", 3, 2, others + node("9", "SAVE10", 0))))
                .answers(found(pool("7", "ACTIVE", 4, 2, others + node("9", "SAVE10", 1))))
                .answers(orders(""))
                .answers(found(pool("7", "ACTIVE", 3, 2, node("1", "A", 3))));
        assertThat(discounts.usage(BY_ID)).isEqualTo(new Unused());
        assertThat(discounts.usage(BY_ID)).isEqualTo(new Used(Optional.of("2")));
        assertThat(discounts.usage(BY_ID)).as("no right to see orders").isEqualTo(new Used(Optional.empty()));
        assertThat(discounts.usage(BY_ID)).isEqualTo(new Unused());
        assertThat(discounts.usage(BY_ID)).isEqualTo(new Used(Optional.empty()));
        assertThat(discounts.usage(BY_ID))
                .isEqualTo(new Usage.Failed("the shop does not say how often this code was used", Optional.empty()));
    }

    private static String orders(String nodes) {
        return "{\"data\":{\"orders\":{\"nodes\":[" + nodes + "]}}}";
    }
}
