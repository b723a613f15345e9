package recoup.queues;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** Parameters by their names, and how often they were read. */
public final class Parameters implements SsmClient {
    private final Map<String, String> values = new HashMap<>();
    private int reads;
    private boolean broken;

    /** From now on nothing can be read, or everything again. */
    public void broken(boolean isBroken) {
        broken = isBroken;
    }

    public void put(String name, String value) {
        values.put(name, value);
    }

    public int reads() {
        return reads;
    }

    @Override
    public GetParameterResponse getParameter(GetParameterRequest request) {
        reads++;
        if (broken) {
            throw SdkClientException.create("SSM does not answer");
        }
        if (!values.containsKey(request.name())) {
            throw ParameterNotFoundException.builder().message("not found").build();
        }
        return GetParameterResponse.builder()
                .parameter(parameter -> parameter.name(request.name()).value(values.get(request.name())))
                .build();
    }

    @Override
    public String serviceName() {
        return SsmClient.SERVICE_NAME;
    }

    @Override
    public void close() {}
}
