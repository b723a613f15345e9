package recoup.local;

import java.time.InstantSource;
import java.util.Map;
import recoup.handlers.AdminApi;
import recoup.handlers.Environment;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes the handlers, each under the name that {@code template.yaml} calls it by. */
@FunctionalInterface
public interface Functions {
    Map<String, HttpFunction> make(Environment environment, DynamoDbClient dynamoDb, InstantSource businessTime);

    /** The classes that Lambda runs, on what this machine has in the place of AWS. */
    static Functions deployed() {
        return (environment, dynamoDb, businessTime) -> Map.of(
                "recoup.handlers.AdminApi::handleRequest",
                new AdminApi(environment, dynamoDb, businessTime)::handleRequest);
    }
}
