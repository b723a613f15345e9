package recoup.local.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What a platform answers. */
record Reply(int status, JsonNode body) {
    static Reply message(int status, String message) {
        return new Reply(status, JsonNodeFactory.instance.objectNode().put("message", message));
    }
}
