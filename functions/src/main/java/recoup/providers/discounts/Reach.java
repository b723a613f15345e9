package recoup.providers.discounts;

import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/** Where a shop may be. Merchants write their shop's address themselves, so it could name what only we can reach. */
public enum Reach {
    /**
     * The public internet, by HTTPS. All addresses of the name must be public. They are looked up just before the call, which
     * finds them in the JVM's cache (30 s unless the JVM is told otherwise); and should the name change in between, its
     * certificate must still fit.
     */
    PUBLIC {
        @Override
        Optional<String> refusal(URI shop, Names names) {
            if (!"https".equalsIgnoreCase(shop.getScheme())) {
                return Optional.of("the shop's address is not https");
            }
            return hostRefusal(shop).or(() -> addressRefusal(shop.getHost(), names));
        }
    },
    /** Anywhere, without TLS, too: for the local stack and the tests. */
    LOCAL {
        @Override
        Optional<String> refusal(URI shop, Names names) {
            var http = "http".equalsIgnoreCase(shop.getScheme()) || "https".equalsIgnoreCase(shop.getScheme());
            return http ? hostRefusal(shop) : Optional.of("the shop's address is neither http nor https");
        }
    };

    /** Why {@code shop} may not be called, if so. */
    abstract Optional<String> refusal(URI shop, Names names);

    private static Optional<String> hostRefusal(URI shop) {
        if (shop.getHost() == null) {
            return Optional.of("the shop's address has no host");
        }
        return shop.getRawUserInfo() == null
                ? Optional.empty()
                : Optional.of("the shop's address has a user in it"); // what stands before the @ looks like a host
    }

    private static Optional<String> addressRefusal(String host, Names names) {
        try {
            var addresses = names.addresses(host);
            if (addresses.isEmpty()) {
                return Optional.of("the shop's name has no address");
            }
            return addresses.stream().allMatch(Addresses::arePublic)
                    ? Optional.empty()
                    : Optional.of("the shop's address is not a public one");
        } catch (UnknownHostException _) {
            return Optional.of("the shop's name has no address");
        }
    }
}
