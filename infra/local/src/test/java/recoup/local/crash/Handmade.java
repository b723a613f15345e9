package recoup.local.crash;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import recoup.local.crash.Wire.Answer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One merchant's table and its clients' diary, made by hand: what an audit must find can be put there. */
final class Handmade {
    static final String MERCHANT = "acme";

    private final Diary diary;
    private final List<Map<String, AttributeValue>> table = new ArrayList<>();

    Handmade(Path folder) {
        this.diary = new Diary(folder.resolve("diary.log"));
    }

    /** An item with these keys; {@code more} is names and what stands there, by turns: a text or an {@link AttributeValue}. */
    Handmade item(String partition, String sort, Object... more) {
        table.add(keyed(partition, sort, more));
        return this;
    }

    static AttributeValue maps(AttributeValue... each) {
        return AttributeValue.fromL(List.of(each));
    }

    static AttributeValue map(Object... more) {
        return AttributeValue.fromM(item(more));
    }

    static AttributeValue texts(List<String> each) {
        return AttributeValue.fromL(each.stream().map(AttributeValue::fromS).toList());
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN("" + value);
    }

    /** What was wanted, and was answered so. */
    Diary.Page answered(Deed.Kind kind, String subject, String mark, String body, int status) {
        var page = intended(kind, subject, mark, body);
        diary.calls(page);
        diary.answered(page, new Answer(status, "", false));
        return page;
    }

    Diary.Page intended(Deed.Kind kind, String subject, String mark, String body) {
        return diary.intend(new Deed(diary.nextNumber(), kind, MERCHANT, "/v1/any", body, subject, mark, List.of()));
    }

    Items items() {
        return Items.of(MERCHANT, table);
    }

    /** The table, and beside it an item that is there only now. */
    Items items(String partition, String sort, Object... more) {
        var all = new ArrayList<>(table);
        all.add(keyed(partition, sort, more));
        return Items.of(MERCHANT, all);
    }

    List<Diary.Page> pages() {
        return diary.pages();
    }

    private static Map<String, AttributeValue> keyed(String partition, String sort, Object... more) {
        var item = item(more);
        item.put("pk", AttributeValue.fromS("M#" + MERCHANT + "#" + partition));
        item.put("sk", AttributeValue.fromS(sort));
        return item;
    }

    private static Map<String, AttributeValue> item(Object... more) {
        var item = new HashMap<String, AttributeValue>();
        for (var index = 0; index < more.length; index += 2) {
            item.put(
                    more[index].toString(),
                    more[index + 1] instanceof AttributeValue value
                            ? value
                            : AttributeValue.fromS(more[index + 1].toString()));
        }
        return item;
    }
}
