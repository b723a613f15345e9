package recoup.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.handlers.Roads;
import recoup.handlers.SampleEvents;

/** One bit is turned in what was signed: the callback is refused and nothing is queued, whichever bit it is. */
class TamperedCallbackTest {
    /** What Adyen signs of an item, and the signature; it signs nothing else of a notification. */
    private static final Set<String> SIGNED_BY_ADYEN = Set.of(
            "pspReference",
            "originalReference",
            "merchantAccountCode",
            "merchantReference",
            "value",
            "currency",
            "eventCode",
            "success",
            "hmacSignature");

    private final Roads roads = Genuine.roads();

    static List<String> samples() {
        return Genuine.samples();
    }

    static Stream<String> samplesSignedWhole() {
        return samples().stream().filter(sample -> !sample.startsWith("adyen/"));
    }

    static Stream<String> samplesOfAdyen() {
        return samples().stream().filter(sample -> sample.startsWith("adyen/"));
    }

    /** Without this the refusals below would say nothing. */
    @ParameterizedTest
    @MethodSource("samples")
    void what_nobody_tampered_with_is_taken(String sample) {
        assertThat(Genuine.of(sample).to(roads, "acme").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("samplesSignedWhole")
    void a_bit_of_any_value_is_refused(String sample) {
        var genuine = Genuine.of(sample);
        var leaves = Leaves.of(genuine.bytes());
        assertThat(leaves).hasSizeGreaterThan(10);
        for (var leaf : leaves) {
            for (var bit : new int[] {0, leaf.from(), leaf.bits() - 1}) {
                refused(genuine, leaf.turned(genuine.bytes(), bit));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "shopify", "woocommerce"})
    void every_bit_of_a_body_counts(String provider) {
        var text = "{\"id\":727,\"object\":\"event\",\"status\":\"cancelled\",\"total\":\"29.35\",\"refunds\":[]}";
        var genuine = Genuine.signed(provider, text);
        assertThat(genuine.to(roads, "acme").status()).isEqualTo(200);
        roads.sqs().messages(Roads.ORDER_EVENTS).clear();
        for (var bit = 0; bit < text.length() * Byte.SIZE; bit++) {
            refused(genuine, Leaves.turned(genuine.bytes(), bit));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "shopify", "woocommerce"})
    void every_bit_of_a_signature_counts(String provider) {
        var genuine = Genuine.by(provider);
        var signature = genuine.signature();
        for (var bit = 0; bit < signature.length() * Byte.SIZE; bit++) {
            var turned = new StringBuilder(signature);
            var at = bit / Byte.SIZE;
            turned.setCharAt(at, (char) (signature.charAt(at) ^ (1 << bit % Byte.SIZE)));
            refused(genuine.with(turned.toString()), genuine.bytes());
        }
    }

    @ParameterizedTest
    @MethodSource("samplesOfAdyen")
    void every_bit_that_adyen_signs_counts(String sample) {
        var genuine = Genuine.of(sample);
        var signed = Leaves.of(genuine.bytes()).stream()
                .filter(leaf -> SIGNED_BY_ADYEN.contains(leaf.name()))
                .toList();
        assertThat(signed.stream().map(Leaves.Leaf::name))
                .contains("pspReference", "value", "success", "hmacSignature");
        for (var leaf : signed) {
            for (var bit = 0; bit < leaf.bits(); bit++) {
                refused(genuine, leaf.turned(genuine.bytes(), bit));
            }
        }
    }

    /** Adyen does not sign the rest. It may be tampered with, and then nothing else happens. */
    @ParameterizedTest
    @ValueSource(strings = {"adyen/refund", "adyen/authorisation-failed"})
    void a_bit_that_adyen_does_not_sign_decides_nothing_but_a_recorded_time(String sample) {
        var genuine = Genuine.of(sample);
        assertThat(genuine.to(roads, "acme").status()).isEqualTo(200);
        var meant = taken();
        assertThat(meant).hasSize(1);
        var passed = 0;
        for (var bit = 0; bit < genuine.bytes().length * Byte.SIZE; bit++) {
            var answer = genuine.send(roads, "acme", Leaves.turned(genuine.bytes(), bit));
            var taken = taken();
            if (answer.status() == 200) {
                passed++;
                assertThat(taken).as("bit " + bit).isEqualTo(meant);
            } else {
                assertThat(answer.status()).isEqualTo(401);
                assertThat(taken).isEmpty();
            }
        }
        assertThat(passed).as("of eventDate, paymentMethod and the like").isPositive();
    }

    @Test
    void the_samples_have_every_value_that_adyen_signs() {
        var names = new ArrayList<String>();
        samplesOfAdyen()
                .forEach(sample -> Leaves.of(Genuine.of(sample).bytes()).forEach(leaf -> names.add(leaf.name())));
        assertThat(names).containsAll(SIGNED_BY_ADYEN);
    }

    private void refused(Genuine genuine, byte[] body) {
        var answer = genuine.send(roads, "acme", body);
        if (answer.status() != 401 || !answer.code().equals("signature-invalid") || !taken().isEmpty()) {
            throw new AssertionError(genuine.headers() + " " + new String(body, UTF_8) + ": " + answer);
        }
    }

    /** What was queued, which then is gone; without the time, which is recorded and decides nothing. */
    private List<JsonNode> taken() {
        var taken = new ArrayList<JsonNode>();
        for (var queue : List.of(Roads.ORDER_EVENTS, Roads.PAYMENT_FAILURES)) {
            for (var message : roads.sqs().messages(queue)) {
                var json = SampleEvents.json(message.body());
                ((ObjectNode) json.get("event")).remove("time");
                taken.add(json);
            }
            roads.sqs().messages(queue).clear();
        }
        return taken;
    }
}
