package recoup.local.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One merchant's raw items, found by their keys as the table's design has them and by no code of the ledger's. */
final class Items {
    /** What a journal item must say to be meant. */
    record Is(String name, String value) {
        private boolean holds(Map<String, AttributeValue> item) {
            return textIfAny(item, name).filter(value::equals).isPresent();
        }
    }

    private static final List<String> INDEXED = List.of("rm", "o", "p", "w");
    private static final int KEY_DIGITS = 32;
    private static final int ENTRY_DIGITS = 20;

    private final String merchant;
    private final String prefix;
    private final List<Map<String, AttributeValue>> all;
    private final Map<String, Map<String, AttributeValue>> byKey = new HashMap<>();
    private final List<Map<String, AttributeValue>> journal = new ArrayList<>();
    private final Map<Is, List<Map<String, AttributeValue>>> index = new HashMap<>();
    private final Map<String, Map<String, AttributeValue>> linesByEntry = new HashMap<>();

    private Items(String merchant, List<Map<String, AttributeValue>> all) {
        this.merchant = merchant;
        this.prefix = prefix(merchant);
        this.all = all;
        for (var item : all) {
            byKey.put(text(item, "pk") + " " + text(item, "sk"), item);
            if (text(item, "sk").startsWith("J#")) {
                journal(item);
            }
        }
    }

    static Items of(String merchant, List<Map<String, AttributeValue>> table) {
        return new Items(
                merchant,
                table.stream()
                        .filter(item -> text(item, "pk").startsWith(prefix(merchant)))
                        .toList());
    }

    String merchant() {
        return merchant;
    }

    List<Map<String, AttributeValue>> all() {
        return all;
    }

    List<Map<String, AttributeValue>> journal() {
        return journal;
    }

    List<Map<String, AttributeValue>> withSort(String sort) {
        return all.stream().filter(item -> text(item, "sk").equals(sort)).toList();
    }

    Optional<Map<String, AttributeValue>> find(String partition, String sort) {
        return Optional.ofNullable(byKey.get(prefix + partition + " " + sort));
    }

    /** Whether an answer is kept under the idempotency key. */
    boolean isAnswered(String key) {
        return find("K#" + fingerprint(key).substring(0, KEY_DIGITS), "K").isPresent();
    }

    /** The journal items that say all of this. */
    List<Map<String, AttributeValue>> journal(Is first, Is... more) {
        return index.getOrDefault(first, List.of()).stream()
                .filter(item -> List.of(more).stream().allMatch(is -> is.holds(item)))
                .toList();
    }

    /** The ledger's line that an answer calls {@code entry}. */
    Optional<Map<String, AttributeValue>> line(String entry) {
        return Optional.ofNullable(linesByEntry.get(entry));
    }

    private static String prefix(String merchant) {
        return "M#" + merchant + "#";
    }

    private void journal(Map<String, AttributeValue> item) {
        journal.add(item);
        for (var name : INDEXED) {
            textIfAny(item, name)
                    .ifPresent(value -> index.computeIfAbsent(new Is(name, value), _ -> new ArrayList<>())
                            .add(item));
        }
        var wallet = prefix + "C#";
        if (text(item, "pk").startsWith(wallet)) {
            var customer = text(item, "pk").substring(wallet.length());
            var version = Long.parseLong(text(item, "sk").substring("J#".length()));
            var lines = list(item, "m");
            for (var line = 0; line < lines.size(); line++) {
                var name = fingerprint(customer, "" + version, "" + line).substring(0, ENTRY_DIGITS);
                linesByEntry.put("ent_" + name, lines.get(line));
            }
        }
    }

    private static String fingerprint(String... parts) {
        var text = new StringBuilder();
        for (var part : parts) {
            text.append(part.length()).append(':').append(part);
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
