package recoup.local;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The AWS clients that the functions get: real ones, which call what this machine has in the place of AWS. */
public record Clients(DynamoDbClient dynamoDb, SqsClient sqs, SnsClient sns, SsmClient ssm) {
    public Clients sqs(SqsClient another) {
        return new Clients(dynamoDb, another, sns, ssm);
    }

    public Clients sns(SnsClient another) {
        return new Clients(dynamoDb, sqs, another, ssm);
    }
}
