package recoup.handlers.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** An error as RFC 9457 says it: what kind, and what happened this time. */
public record Problem(Type type, String detail, ObjectNode members) {
    /** Every kind of error that the API answers itself. */
    public enum Type {
        VALIDATION(400, "validation", "The request is not valid"),
        IDEMPOTENCY_KEY_MISSING(400, "idempotency-key-missing", "An Idempotency-Key header is needed"),
        SIGNATURE_INVALID(401, "signature-invalid", "The signature is not valid"),
        FORBIDDEN(403, "forbidden", "Not allowed"),
        NOT_FOUND(404, "not-found", "Not found"),
        ORDER_EXISTS(409, "order-exists", "There is another order of this id"),
        REDEMPTION_EXISTS(409, "redemption-exists", "There is a redemption of this id or with this code"),
        REWARD_SOURCE_MISSING(409, "reward-source-missing", "The reward behind the code no longer exists"),
        REWARD_ALREADY_USED(409, "reward-already-used", "The code was used already"),
        REWARD_NOT_TRACKED(409, "reward-not-tracked", "Nobody can tell whether the code was used"),
        REDEMPTION_ALREADY_REVERSED(409, "redemption-already-reversed", "The redemption is reversed already"),
        REVOKE_REQUIRED(409, "revoke-required", "The code must be revoked"),
        REWARD_DELETED(409, "reward-deleted", "The code is gone for good"),
        CODE_SHARED(409, "code-shared", "The discount holds other codes, too"),
        NOTHING_TO_RETURN(409, "nothing-to-return", "No points would come back"),
        REVERSAL_IN_PROGRESS(409, "reversal-in-progress", "The redemption is being reversed"),
        ORDER_CANCELLED(409, "order-cancelled", "The order is cancelled"),
        ORDER_NOT_CANCELLED(409, "order-not-cancelled", "The order is not cancelled"),
        INSUFFICIENT_BALANCE(409, "insufficient-balance", "The balance is too low"),
        BUSY(409, "busy", "Too many changes at once"),
        PLAN_CHANGED(412, "plan-changed", "The plan has changed since it was shown"),
        SETTINGS_CHANGED(412, "settings-changed", "The settings have changed since they were read"),
        IDEMPOTENCY_KEY_REUSED(422, "idempotency-key-reused", "This Idempotency-Key was used for another request"),
        BULK_REVERT_NOT_SUPPORTED(422, "bulk-revert-not-supported", "Bulk cancellation never reverts"),
        TOO_MANY_LOTS(422, "too-many-lots", "This would grow beyond what one record holds"),
        TOO_MANY_TIME_ZONE_CHANGES(422, "too-many-time-zone-changes", "The time zone was changed too often"),
        IF_MATCH_REQUIRED(428, "if-match-required", "An If-Match header is needed"),
        INTERNAL(500, "internal", "Something is wrong on our side"),
        UNAVAILABLE(503, "unavailable", "Not available for the moment");

        private final int status;
        private final String code;
        private final String title;

        Type(int status, String code, String title) {
            this.status = status;
            this.code = code;
            this.title = title;
        }

        public int status() {
            return status;
        }

        public String code() {
            return code;
        }
    }

    /** One field at fault: its name as the client wrote it, and what is wrong with it. */
    public record FieldError(String field, String message) {}

    public static Problem of(Type type, String detail) {
        return new Problem(type, detail, JsonNodeFactory.instance.objectNode());
    }

    /** A 400 that lists every field at fault. */
    public static Problem invalid(List<FieldError> errors) {
        var problem = of(
                Type.VALIDATION,
                errors.size() == 1 ? "One field is not valid." : errors.size() + " fields are not valid.");
        var list = problem.members.putArray("errors");
        errors.forEach(error -> list.addObject().put("field", error.field()).put("message", error.message()));
        return problem;
    }

    /** The fields at fault, if that is what it is. */
    public List<FieldError> errors() {
        var errors = new ArrayList<FieldError>();
        members.path("errors")
                .forEach(error -> errors.add(new FieldError(
                        error.path("field").asText(), error.path("message").asText())));
        return errors;
    }

    public Problem with(String name, String value) {
        members.put(name, value);
        return this;
    }

    public Problem with(String name, long value) {
        members.put(name, value);
        return this;
    }

    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "/problems/" + type.code)
                .put("title", type.title)
                .put("status", type.status)
                .put("detail", detail)
                .put("code", type.code)
                .setAll(members);
    }
}
