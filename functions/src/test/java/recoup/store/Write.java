package recoup.store;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One write, alone or in a transaction: what must hold of the item that stands there, and what stands there then. */
record Write(SimulatedTable table, Key key, Optional<Condition> condition, Effect effect, boolean returnsOld) {
    /** What a write leaves. */
    sealed interface Effect {
        /** This item, whatever stood there. */
        record Put(Map<String, AttributeValue> item) implements Effect {}

        /** The item updated; where none is, one with nothing but its key. */
        record Change(Map<String, AttributeValue> key, Update update) implements Effect {}

        /** Nothing. */
        record Delete() implements Effect {}

        /** What stood there: the write only checks its condition. */
        record Keep() implements Effect {}
    }

    static Write put(
            SimulatedTable table, Map<String, AttributeValue> item, Optional<Condition> condition, boolean returnsOld) {
        var key = table.schema().of(item);
        table.check(item);
        return new Write(table, key, condition, new Effect.Put(item), returnsOld);
    }

    static Write update(
            SimulatedTable table,
            Map<String, AttributeValue> key,
            Update update,
            Optional<Condition> condition,
            boolean returnsOld) {
        for (var name : table.schema().names()) {
            if (update.tree().inner().containsKey(name)) {
                throw Refusals.validation("One or more parameter values were invalid: Cannot update attribute " + name
                        + ". This attribute is part of the key");
            }
        }
        return new Write(table, table.schema().named(key), condition, new Effect.Change(key, update), returnsOld);
    }

    static Write delete(
            SimulatedTable table, Map<String, AttributeValue> key, Optional<Condition> condition, boolean returnsOld) {
        return new Write(table, table.schema().named(key), condition, new Effect.Delete(), returnsOld);
    }

    static Write check(SimulatedTable table, Map<String, AttributeValue> key, Condition condition, boolean returnsOld) {
        return new Write(table, table.schema().named(key), Optional.of(condition), new Effect.Keep(), returnsOld);
    }

    Optional<Map<String, AttributeValue>> before() {
        return table.read(key, 0);
    }

    boolean allowed() {
        return condition.map(it -> it.holds(before().orElse(Map.of()))).orElse(true);
    }

    /** What to show of the item that failed the condition: nothing if the caller did not ask. */
    Map<String, AttributeValue> shownOnFailure() {
        return returnsOld ? before().orElse(Map.of()) : Map.of();
    }

    /** What stands there afterwards. Refused if that cannot be stored, or if the update does not fit the item. */
    Optional<Map<String, AttributeValue>> after() {
        var after = switch (effect) {
            case Effect.Put(var item) -> Optional.of(item);
            case Effect.Change(var keyAttributes, var update) -> Optional.of(update.on(before().orElse(keyAttributes)));
            case Effect.Delete() -> Optional.<Map<String, AttributeValue>>empty();
            case Effect.Keep() -> before();
        };
        if (!(effect instanceof Effect.Put)) { // what is put was checked before
            after.ifPresent(table::check);
        }
        return after;
    }
}
