package recoup.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Up to where each shard of the stream has been published. With a data folder the next run goes on from there. */
final class Checkpoints {
    /** The last record that was taken; its id tells it from another one that got its number after a crash. */
    record Checkpoint(String sequenceNumber, String eventId) {}

    private static final String FILE = "stream-checkpoints.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<Path> file;
    private final Map<String, Checkpoint> byShard;

    private Checkpoints(Optional<Path> file, Map<String, Checkpoint> byShard) {
        this.file = file;
        this.byShard = new ConcurrentHashMap<>(byShard);
    }

    static Checkpoints open(Optional<Path> data) {
        var file = data.map(folder -> folder.resolve(FILE));
        return new Checkpoints(
                file, file.filter(Files::exists).map(Checkpoints::read).orElse(Map.of()));
    }

    Optional<Checkpoint> of(String shard) {
        return Optional.ofNullable(byShard.get(shard));
    }

    void put(String shard, Checkpoint checkpoint) {
        byShard.put(shard, checkpoint);
        file.ifPresent(this::write);
    }

    /** Forgets the shards that are no more. */
    void keep(Collection<String> shards) {
        var _ = byShard.keySet().retainAll(shards);
    }

    private static Map<String, Checkpoint> read(Path file) {
        try {
            return JSON.readValue(Files.readAllBytes(file), new TypeReference<Map<String, Checkpoint>>() {});
        } catch (IOException e) {
            throw new StartRefused("The stream's checkpoints in " + file + " cannot be read: " + e.getMessage());
        }
    }

    private void write(Path to) {
        try {
            OwnerOnly.write(to, JSON.writeValueAsString(byShard));
        } catch (IOException e) {
            System.err.println("Up to where was published cannot be kept in " + to
                    + ", so the next run will publish it again: " + e.getMessage());
        }
    }
}
