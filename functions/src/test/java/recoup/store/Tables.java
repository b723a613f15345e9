package recoup.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/** The tables by name, and how late each read of one is. */
final class Tables {
    private final Map<String, SimulatedTable> tables = new TreeMap<>();
    private Staleness staleness = Staleness.none();
    private InstantSource clock = () -> Instant.EPOCH;
    private long lateReads;

    void staleness(Staleness newStaleness) {
        this.staleness = newStaleness;
    }

    void clock(InstantSource newClock) {
        this.clock = newClock;
    }

    SimulatedTable create(CreateTableRequest request) {
        if (tables.containsKey(request.tableName())) {
            throw Refusals.inUse(request.tableName());
        }
        var table = new SimulatedTable(request, () -> clock.instant());
        tables.put(request.tableName(), table);
        return table;
    }

    SimulatedTable named(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            throw Refusals.validation("The parameter 'TableName' is required but was not present in the request");
        }
        return Optional.ofNullable(tables.get(name)).orElseThrow(Refusals::notFound);
    }

    Optional<Map<String, AttributeValue>> read(SimulatedTable table, Key key, @Nullable Boolean consistent) {
        return table.read(key, commitsBehind(table, Optional.empty(), Boolean.TRUE.equals(consistent)));
    }

    /** How late the next read is, if it may be late at all. */
    int commitsBehind(SimulatedTable table, Optional<String> index, boolean consistent) {
        if (consistent) {
            return 0;
        }
        var name = table.creation().tableName();
        return staleness.commitsBehind(new Staleness.Read(name, index.orElse(name), lateReads++, table::commitsSince));
    }
}
