package recoup.handlers.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import recoup.ledger.Ledger;
import recoup.model.Settings;
import recoup.operations.IfMatch;
import recoup.operations.ReadSettings;
import recoup.operations.SaveSettings;

/** {@code /v1/settings}. */
public final class SettingsRoutes {
    private final ReadSettings readSettings;
    private final SaveSettings saveSettings;

    public SettingsRoutes(Ledger ledger) {
        this.readSettings = new ReadSettings(ledger);
        this.saveSettings = new SaveSettings(ledger);
    }

    public APIGatewayV2HTTPResponse read(Call call) {
        call.noQuery();
        return tagged(readSettings.run(call.request()));
    }

    public APIGatewayV2HTTPResponse save(Call call) {
        var settings = SettingsJson.read(call.body());
        var ifMatch = call.ifMatch();
        if (ifMatch instanceof IfMatch.Unsaid) {
            return Responses.problem(Problem.of(
                    Problem.Type.IF_MATCH_REQUIRED,
                    "Send the ETag of the settings that you read in If-Match, or * to replace whatever is there."));
        }
        return switch (saveSettings.run(settings, ifMatch, call.request())) {
            case SaveSettings.Result.Saved(var saved) -> tagged(saved);
            case SaveSettings.Result.Refused(var refusal) -> Responses.problem(Refusals.problem(refusal));
        };
    }

    private static APIGatewayV2HTTPResponse tagged(Settings settings) {
        return Responses.tagged(SettingsJson.of(settings), SaveSettings.tag(settings));
    }
}
