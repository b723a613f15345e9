package recoup.handlers.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import recoup.operations.Attempts;
import recoup.operations.Moment;
import recoup.operations.Request;

/** Lets a request in: who calls, when, and how long it may try. */
public final class Door {
    private final Access access;

    public Door(TokenClaims names) {
        this.access = new Access(names);
    }

    /** The call, if its token has one of {@code roles}; a {@link ProblemException} with a 403 otherwise. */
    public Call open(APIGatewayV2HTTPEvent event, Moment moment, Attempts attempts, Role... roles) {
        return new Call(
                event,
                new Request(access.caller(event, EnumSet.copyOf(List.of(roles))), moment, attempts, Optional.empty()));
    }
}
