package recoup.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A function that answers with what it was told. */
final class Echo {
    private Echo() {}

    static APIGatewayV2HTTPResponse claims(APIGatewayV2HTTPEvent event, Context context) {
        try {
            var claims = event.getRequestContext().getAuthorizer().getJwt().getClaims();
            return APIGatewayV2HTTPResponse.builder()
                    .withStatusCode(200)
                    .withBody(new ObjectMapper().writeValueAsString(claims))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
