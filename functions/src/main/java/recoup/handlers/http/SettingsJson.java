package recoup.handlers.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import recoup.model.BusinessCalendar;
import recoup.model.Settings;
import recoup.model.Settings.Clawback;
import recoup.model.Settings.PaymentExpired;
import recoup.model.Settings.PaymentFailed;

/** The contract's {@code Settings}, out and in. */
final class SettingsJson {
    private static final int LONGEST_ZONE = 64;

    private SettingsJson() {}

    static ObjectNode of(Settings settings) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("timeZone", settings.calendar().zone().getId())
                .put("currency", settings.currency())
                .put(
                        "pointsAnnualExpiry",
                        settings.calendar().annualPointsExpiry().toString().substring("--".length()));
        json.putObject("paymentExpired")
                .put("mode", settings.paymentExpired().mode().name())
                .put("lots", settings.paymentExpired().lots().name());
        json.putObject("paymentFailed")
                .put("lots", settings.paymentFailed().lots().name())
                .put("attemptFailureIsTerminal", settings.paymentFailed().attemptFailureIsTerminal());
        var clawback = settings.clawback();
        var object = json.putObject("clawback").put("enabled", clawback.enabled());
        texts(
                object,
                "onStatuses",
                clawback.onStatuses().stream().map(Enum::name).toList());
        texts(object, "onTags", clawback.onTags());
        texts(object, "skipTags", clawback.skipTags());
        object.put("partialRefund", clawback.partialRefund().name())
                .put("shortfall", clawback.shortfall().name());
        json.putObject("notifications")
                .put("onAutomaticRevert", settings.notifications().onAutomaticRevert());
        return json;
    }

    /** The settings in {@code body}, whole: a field left out is a fault. */
    static Settings read(ObjectNode body) {
        var fields = new Fields(body);
        var zone = fields.required("timeZone", name -> zone(fields, name));
        var currency = fields.required("currency", fields::currency);
        var annualExpiry = fields.required("pointsAnnualExpiry", name -> monthDay(fields, name));
        var expired = fields.required("paymentExpired", name -> fields.object(name, SettingsJson::paymentExpired));
        var failed = fields.required("paymentFailed", name -> fields.object(name, SettingsJson::paymentFailed));
        var clawback = fields.required("clawback", name -> fields.object(name, SettingsJson::clawback));
        var notifications = fields.required("notifications", name -> fields.object(name, SettingsJson::notifications));
        fields.check();
        return new Settings(
                new BusinessCalendar(zone.orElseThrow(), annualExpiry.orElseThrow()),
                currency.orElseThrow(),
                expired.orElseThrow(),
                failed.orElseThrow(),
                clawback.orElseThrow(),
                notifications.orElseThrow(),
                0);
    }

    private static Optional<ZoneId> zone(Fields fields, String name) {
        var text = fields.text(name, LONGEST_ZONE);
        if (text.isPresent() && !ZoneId.getAvailableZoneIds().contains(text.get())) {
            fields.refuse(name, "must be a time zone of the tz database, like Asia/Taipei");
            return Optional.empty();
        }
        return text.map(ZoneId::of);
    }

    private static Optional<MonthDay> monthDay(Fields fields, String name) {
        return fields.text(name, LONGEST_ZONE).flatMap(text -> {
            try {
                return Optional.of(MonthDay.parse("--" + text));
            } catch (DateTimeParseException notADay) {
                fields.refuse(name, "must be a day of the year, MM-DD");
                return Optional.empty();
            }
        });
    }

    private static Optional<PaymentExpired> paymentExpired(Fields fields) {
        var mode = fields.required("mode", name -> fields.constant(name, PaymentExpired.Mode.class));
        var lots = fields.required("lots", name -> fields.constant(name, Settings.Lots.class));
        return mode.flatMap(some -> lots.map(those -> new PaymentExpired(some, those)));
    }

    private static Optional<PaymentFailed> paymentFailed(Fields fields) {
        var lots = fields.required("lots", name -> fields.constant(name, Settings.Lots.class));
        var terminal = fields.required("attemptFailureIsTerminal", fields::bool);
        return lots.flatMap(those -> terminal.map(is -> new PaymentFailed(those, is)));
    }

    private static Optional<Clawback> clawback(Fields fields) {
        var enabled = fields.required("enabled", fields::bool);
        var onStatuses =
                fields.required("onStatuses", name -> Optional.of(fields.constants(name, Clawback.OnStatus.class)));
        var onTags = fields.required("onTags", name -> Optional.of(fields.tags(name)));
        var skipTags = fields.required("skipTags", name -> Optional.of(fields.tags(name)));
        var partialRefund =
                fields.required("partialRefund", name -> fields.constant(name, Clawback.PartialRefund.class));
        var shortfall = fields.required("shortfall", name -> fields.constant(name, Clawback.Shortfall.class));
        if (enabled.isEmpty() || partialRefund.isEmpty() || shortfall.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Clawback(
                enabled.get(),
                onStatuses.orElse(List.of()),
                onTags.orElse(List.of()),
                skipTags.orElse(List.of()),
                partialRefund.get(),
                shortfall.get()));
    }

    private static Optional<Settings.Notifications> notifications(Fields fields) {
        return fields.required("onAutomaticRevert", fields::bool).map(Settings.Notifications::new);
    }

    private static void texts(ObjectNode object, String name, List<String> texts) {
        var array = object.putArray(name);
        texts.forEach(array::add);
    }
}
