package recoup.ledger;

import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import recoup.model.BusinessCalendar;
import recoup.model.BusinessCalendar.FormerZone;
import recoup.model.MerchantId;
import recoup.model.Settings;
import recoup.model.Settings.Clawback;
import recoup.model.Settings.PaymentExpired;
import recoup.model.Settings.PaymentFailed;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A merchant's settings as an item, with the zones that were in force before. */
final class SettingsItem {
    static final String VERSION = "v";

    private SettingsItem() {}

    static Map<String, AttributeValue> write(MerchantId merchant, Settings settings, long version) {
        var calendar = settings.calendar();
        var clawback = settings.clawback();
        return Attributes.empty()
                .with(Keys.settings(merchant))
                .number(VERSION, version)
                .text("zone", calendar.zone().getId())
                .maps("formerZones", calendar.formerZones(), SettingsItem::formerZone)
                .text("pointsAnnualExpiry", calendar.annualPointsExpiry().toString())
                .text("currency", settings.currency())
                .text("paymentExpiredMode", settings.paymentExpired().mode().name())
                .text("paymentExpiredLots", settings.paymentExpired().lots().name())
                .text("paymentFailedLots", settings.paymentFailed().lots().name())
                .flag("attemptFailureIsTerminal", settings.paymentFailed().attemptFailureIsTerminal())
                .flag("clawbackEnabled", clawback.enabled())
                .texts("clawbackOnStatuses", names(clawback.onStatuses()))
                .texts("clawbackOnTags", clawback.onTags())
                .texts("clawbackSkipTags", clawback.skipTags())
                .text("clawbackPartialRefund", clawback.partialRefund().name())
                .text("clawbackShortfall", clawback.shortfall().name())
                .flag("onAutomaticRevert", settings.notifications().onAutomaticRevert())
                .values();
    }

    static Settings read(Map<String, AttributeValue> values) {
        var item = Attributes.of(values);
        return new Settings(
                new BusinessCalendar(
                        ZoneId.of(item.text("zone")),
                        item.maps("formerZones", SettingsItem::formerZone),
                        MonthDay.parse(item.text("pointsAnnualExpiry"))),
                item.text("currency"),
                new PaymentExpired(
                        item.constant("paymentExpiredMode", PaymentExpired.Mode.class),
                        item.constant("paymentExpiredLots", Settings.Lots.class)),
                new PaymentFailed(
                        item.constant("paymentFailedLots", Settings.Lots.class), item.flag("attemptFailureIsTerminal")),
                new Clawback(
                        item.flag("clawbackEnabled"),
                        item.texts("clawbackOnStatuses").stream()
                                .map(Clawback.OnStatus::valueOf)
                                .toList(),
                        item.texts("clawbackOnTags"),
                        item.texts("clawbackSkipTags"),
                        item.constant("clawbackPartialRefund", Clawback.PartialRefund.class),
                        item.constant("clawbackShortfall", Clawback.Shortfall.class)),
                new Settings.Notifications(item.flag("onAutomaticRevert")),
                item.number(VERSION));
    }

    private static Attributes formerZone(FormerZone former) {
        return Attributes.empty().text("zone", former.zone().getId()).instant("until", former.until());
    }

    private static FormerZone formerZone(Attributes item) {
        return new FormerZone(ZoneId.of(item.text("zone")), item.instant("until"));
    }

    private static List<String> names(List<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).toList();
    }
}
