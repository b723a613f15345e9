package recoup.providers.discounts;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** What a host's name stands for. */
@FunctionalInterface
public interface Names {
    /** All addresses of {@code host}, which may be written as an address itself. */
    List<InetAddress> addresses(String host) throws UnknownHostException;

    /** As the machine resolves them. */
    static Names ofTheMachine() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
