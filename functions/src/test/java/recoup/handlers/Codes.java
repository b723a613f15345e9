package recoup.handlers;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import recoup.model.MerchantId;
import recoup.model.Redemption.DiscountAction;
import recoup.model.Reward;
import recoup.operations.CodeShop;

/** A shop platform that says what a test wants it to say, in that order, and then that everything is revoked. */
public final class Codes implements CodeShop {
    private final Deque<Told> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private int silences;

    @Override
    public Told revoke(MerchantId merchant, Reward reward, DiscountAction action) {
        asked.add(merchant + " " + action + " " + reward.code());
        var told = answers.isEmpty() ? new Told.Revoked() : answers.poll();
        silences += told instanceof Told.Failed ? 1 : 0;
        return told;
    }

    public void says(Told... told) {
        answers.addAll(List.of(told));
    }

    public void fails(int times) {
        for (var time = 0; time < times; time++) {
            answers.add(new Told.Failed("the shop did not answer in time", Optional.empty()));
        }
    }

    /** How often it did not answer. */
    public int silences() {
        return silences;
    }

    /** What it was asked, oldest first. */
    public List<String> asked() {
        return List.copyOf(asked);
    }
}
