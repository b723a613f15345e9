package recoup.providers.discounts;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses belong to the public internet. Of IPv6 only what was given out for it does; what carries an IPv4 address
 * inside (mapped, NAT64, 6to4, Teredo) would be a second way to write the private ones.
 */
final class Addresses {
    /** IANA's registry of special purposes: what no shop on the internet answers from. */
    private static final List<Block> SPECIAL_V4 = List.of(
            new Block("0.0.0.0", 8),
            new Block("10.0.0.0", 8),
            new Block("100.64.0.0", 10),
            new Block("127.0.0.0", 8),
            new Block("169.254.0.0", 16),
            new Block("172.16.0.0", 12),
            new Block("192.0.0.0", 24),
            new Block("192.0.2.0", 24),
            new Block("192.88.99.0", 24),
            new Block("192.168.0.0", 16),
            new Block("198.18.0.0", 15),
            new Block("198.51.100.0", 24),
            new Block("203.0.113.0", 24),
            new Block("224.0.0.0", 3));

    private static final Block GIVEN_OUT_V6 = new Block("2000::", 3);
    private static final List<Block> SPECIAL_V6 = List.of(
            new Block("2001::", 23), new Block("2001:db8::", 32), new Block("2002::", 16), new Block("3fff::", 20));

    /** The addresses whose first {@code bits} are those of {@code first}. */
    private record Block(InetAddress first, int bits) {
        Block(String first, int bits) {
            this(InetAddress.ofLiteral(first), bits);
        }

        boolean holds(InetAddress address) {
            var mine = first.getAddress();
            var other = address.getAddress();
            var same = mine.length == other.length;
            for (var bit = 0; same && bit < bits; bit++) {
                var mask = 0x80 >> (bit % Byte.SIZE);
                same = (mine[bit / Byte.SIZE] & mask) == (other[bit / Byte.SIZE] & mask);
            }
            return same;
        }
    }

    private Addresses() {}

    static boolean arePublic(InetAddress address) {
        return address instanceof Inet4Address
                ? SPECIAL_V4.stream().noneMatch(block -> block.holds(address))
                : GIVEN_OUT_V6.holds(address) && SPECIAL_V6.stream().noneMatch(block -> block.holds(address));
    }
}
