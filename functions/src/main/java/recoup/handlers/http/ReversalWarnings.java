package recoup.handlers.http;

import java.util.ArrayList;
import java.util.List;
import recoup.model.LotDecision.Why;
import recoup.operations.PreviewReversal;
import recoup.rules.redemption.ReversalCase;
import recoup.rules.redemption.Verdict;

/** What an admin should know before a redemption is reversed: codes, the words of the problems where there is one. */
final class ReversalWarnings {
    private ReversalWarnings() {}

    static List<String> of(PreviewReversal.Shown shown) {
        var warnings = new ArrayList<String>();
        switch (ReversalCase.of(shown.redemption())) {
            case UNUSED -> {}
            case SOURCE_MISSING -> warnings.add(Problem.Type.REWARD_SOURCE_MISSING.code());
            case REVOKE_FAILING -> warnings.add("revoke-failing");
            case USED -> warnings.add(Problem.Type.REWARD_ALREADY_USED.code());
            case NOT_TRACKED -> warnings.add(Problem.Type.REWARD_NOT_TRACKED.code());
            case REVERSED -> warnings.add(Problem.Type.REDEMPTION_ALREADY_REVERSED.code());
        }
        if (shown.verdict() instanceof Verdict.Refused(var why)) {
            var code = ReversalProblems.of(shown.redemption(), why).type().code();
            if (!warnings.contains(code)) {
                warnings.add(code);
            }
        }
        if (shown.plan().points().lots().stream().anyMatch(lot -> lot.fate().why() == Why.EXPIRED_NOT_EXTENDED)) {
            warnings.add("expired-not-extended");
        }
        return warnings;
    }
}
