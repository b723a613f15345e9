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

    @Override
    public Told revoke(MerchantId merchant, Reward reward, DiscountAction action) {
        asked.add(merchant + " " + action + " " + reward.code());
        return answers.isEmpty() ? new Told.Revoked() : answers.poll();
    }

    public void says(Told... told) {
        answers.addAll(List.of(told));
    }

    public void fails(int times) {
        for (var time = 0; time < times; time++) {
            answers.add(new Told.Failed("the shop did not answer in time", Optional.empty()));
        }
    }

    /** What it was asked, oldest first. */
    public List<String> asked() {
        return List.copyOf(asked);
    }
}
