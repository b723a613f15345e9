package recoup.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was published, by merchant: the subscriber that a test reads. With a data folder it is kept there before it counts as
 * published, so that a stack that is killed loses none.
 */
final class Inbox {
    /** One message as a subscriber gets it. */
    record Delivery(String message, Map<String, String> attributes) {
        Delivery {
            attributes = Map.copyOf(attributes);
        }
    }

    private static final String FILE = "notifications.jsonl";
    /** The oldest beyond it are forgotten. */
    private static final int MOST_OF_A_MERCHANT = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<Path> file;
    private final Map<String, Deque<Delivery>> byMerchant = new HashMap<>();

    private Inbox(Optional<Path> file) {
        this.file = file;
    }

    static Inbox open(Optional<Path> data) {
        var inbox = new Inbox(data.map(folder -> folder.resolve(FILE)));
        inbox.file.ifPresent(inbox::readAgain);
        return inbox;
    }

    /** Whether it was kept; if not, it counts as not published. */
    synchronized boolean add(List<Delivery> deliveries) {
        if (file.isPresent() && !append(file.get(), deliveries)) {
            return false;
        }
        deliveries.forEach(this::remember);
        return true;
    }

    /** The newest first. */
    synchronized List<Delivery> of(String merchant) {
        return List.copyOf(byMerchant.getOrDefault(merchant, new ArrayDeque<>()));
    }

    private void remember(Delivery delivery) {
        var merchant = delivery.attributes().getOrDefault("merchantId", "");
        var deliveries = byMerchant.computeIfAbsent(merchant, _ -> new ArrayDeque<>());
        deliveries.addFirst(delivery);
        if (deliveries.size() > MOST_OF_A_MERCHANT) {
            deliveries.removeLast();
        }
    }

    private void readAgain(Path from) {
        try {
            if (!Files.exists(from)) {
                OwnerOnly.write(from, "");
            }
            // Not readAllLines, which refuses half a character.
            new String(Files.readAllBytes(from), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> read(line).ifPresent(this::remember));
        } catch (IOException e) {
            throw new StartRefused("The notifications in " + from + " cannot be read: " + e.getMessage());
        }
    }

    /** A line that was being written when the process was killed is none: its message was not published. */
    private static Optional<Delivery> read(String line) {
        try {
            return line.isBlank() ? Optional.empty() : Optional.of(JSON.readValue(line, Delivery.class));
        } catch (JsonProcessingException torn) {
            return Optional.empty();
        }
    }

    private static boolean append(Path to, List<Delivery> deliveries) {
        var lines = new ArrayList<String>(List.of("")); // the line before may be torn: this begins a new one
        try {
            for (var delivery : deliveries) {
                lines.add(JSON.writeValueAsString(delivery));
            }
            Files.writeString(to, String.join("\n", lines), StandardOpenOption.APPEND);
            return true;
        } catch (IOException e) {
            System.err.println("Notifications cannot be kept in " + to + ": " + e.getMessage());
            return false;
        }
    }
}
