package recoup.providers.discounts;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.providers.discounts.Callers.BY_ID;
import static recoup.providers.discounts.Callers.failed;
import static recoup.providers.discounts.Shopify.found;
import static recoup.providers.discounts.Shopify.node;
import static recoup.providers.discounts.Shopify.pool;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import recoup.providers.discounts.Revoked.Done;

/** One code is taken out of a discount that holds others: a job, which is waited for. */
class ShopifySharedDiscountTest {
    private static final String OTHERS = node("1", "A", 0) + "," + node("2", "B", 0);
    private static final String HELD = found(pool("7", "ACTIVE", 0, 3, OTHERS + "," + node("9", "SAVE10", 0)));
    private static final String GONE = found(pool("7", "ACTIVE", 0, 2, OTHERS), "null");
    private static final String NOT_DONE = "the shop is not done with deleting the code";

    private final ScriptedShop shop = new ScriptedShop();
    private final Discounts discounts = Callers.shopify(shop);

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void only_this_code_is_deleted_and_the_job_is_waited_for() {
        shop.answers(HELD)
                .answers(started(false))
                .answers(job("{\"id\":\"gid://shopify/Job/5\",\"done\":false}"))
                .answers(job("{\"id\":\"gid://shopify/Job/5\",\"done\":true}"))
                .answers(GONE);
        assertThat(discounts.delete(BY_ID)).isEqualTo(new Done());
        assertThat(shop.operations())
                .containsExactly("DiscountById", "DeleteOneCode", "JobOfDeletion", "JobOfDeletion", "DiscountById");
        assertThat(shop.asked().get(1).body())
                .contains("discountCodeRedeemCodeBulkDelete(discountId: $id, ids: $ids)")
                .endsWith("\"variables\":{\"id\":\"gid://shopify/DiscountCodeNode/7\","
                        + "\"ids\":[\"gid://shopify/DiscountRedeemCode/9\"]}}");
        assertThat(shop.asked().get(2).body()).endsWith("\"variables\":{\"id\":\"gid://shopify/Job/5\"}}");
    }

    /** Then the discount holds one other code, which before the deletion would have been a reason not to touch it. */
    @Test
    void one_of_two_is_deleted_and_the_other_stays() {
        var two = found(pool("7", "ACTIVE", 0, 2, node("1", "A", 0) + "," + node("9", "SAVE10", 0)));
        var one = pool("7", "ACTIVE", 0, 1, node("1", "A", 0));
        shop.answers(two).answers(started(true)).answers(found(one, "null"));
        assertThat(discounts.delete(BY_ID)).isEqualTo(new Done());
        shop.answers(two).answers(started(true)).answers(found(one)); // the search is behind
        assertThat(discounts.delete(BY_ID)).isEqualTo(new Done());
        shop.answers(two).breaks().answers(found(one, "null"));
        assertThat(discounts.delete(BY_ID)).isEqualTo(new Done());
        assertThat(shop.asked()).hasSize(9);
    }

    @Test
    void a_search_that_is_behind_is_waited_for() {
        var behind = found(pool("7", "ACTIVE", 0, 2, OTHERS));
        shop.answers(HELD).answers(started(true)).answers(behind).answers(GONE);
        assertThat(discounts.delete(BY_ID)).isEqualTo(new Done());
        assertThat(shop.asked()).hasSize(4);
    }

    @Test
    void what_was_taken_out_stays_out() {
        shop.answers(GONE);
        assertThat(discounts.delete(BY_ID)).isEqualTo(new Done());
        assertThat(shop.operations()).containsExactly("DiscountById");
    }

    @Test
    void the_search_finds_a_code_among_many() {
        var hits = node("8", "SAVE100", 0) + "," + node("9", "save10", 0);
        var many =
                pool("7", "ACTIVE", 0, 5000, OTHERS).replace("\"found\":{\"nodes\":[", "\"found\":{\"nodes\":[" + hits);
        shop.answers(found(many)).answers(started(true)).answers(GONE);
        assertThat(discounts.delete(BY_ID)).isEqualTo(new Done());
        assertThat(shop.asked().get(1).body()).contains("\"ids\":[\"gid://shopify/DiscountRedeemCode/9\"]");
    }

    @Test
    void a_code_that_the_search_does_not_show_is_not_guessed() {
        var holder = pool("7", "ACTIVE", 0, 5000, OTHERS);
        shop.answers(found(holder));
        assertThat(discounts.delete(BY_ID)).isEqualTo(failed("the shop's search does not show the code yet"));
        assertThat(shop.operations()).containsExactly("DiscountById");
    }

    @Test
    void a_job_that_has_run_is_believed_only_if_the_code_is_gone() {
        shop.answers(HELD).answers(started(true)).answers(HELD).answers(HELD).answers(GONE);
        assertThat(discounts.delete(BY_ID)).isEqualTo(new Done());
    }

    @Test
    void without_a_job_and_with_one_that_is_forgotten_the_code_tells() {
        shop.answers(HELD)
                .answers(Shopify.payload("\"job\":null,\"userErrors\":[]"))
                .answers(GONE)
                .answers(HELD)
                .answers(started(false))
                .answers(job("null"))
                .answers(GONE);
        assertThat(discounts.delete(BY_ID)).isEqualTo(new Done());
        assertThat(discounts.delete(BY_ID)).isEqualTo(new Done());
    }

    @Test
    void a_job_that_takes_too_long_is_left_to_the_next_try() {
        var running = job("{\"id\":\"gid://shopify/Job/5\",\"done\":false}");
        shop.answers(HELD)
                .answers(started(false))
                .answers(running)
                .answers(running)
                .answers(running)
                .answers(running)
                .answers(HELD);
        assertThat(discounts.delete(BY_ID)).isEqualTo(failed(NOT_DONE));
        assertThat(shop.operations().getLast()).isEqualTo("DiscountById");
        assertThat(shop.asked()).hasSize(7);
    }

    @Test
    void a_refused_deletion_is_done_if_the_code_is_gone() {
        shop.answers(HELD).answers(Shopify.userErrors("INVALID")).answers(GONE);
        assertThat(discounts.delete(BY_ID)).isEqualTo(new Done());
        shop.answers(HELD).answers(Shopify.userErrors("INVALID")).answers(HELD);
        assertThat(discounts.delete(BY_ID)).isEqualTo(failed("the shop refused: INVALID"));
    }

    private static String started(boolean done) {
        return Shopify.payload("\"job\":{\"id\":\"gid://shopify/Job/5\",\"done\":" + done + "},\"userErrors\":[]");
    }

    private static String job(String job) {
        return "{\"data\":{\"job\":" + job + "}}";
    }
}
