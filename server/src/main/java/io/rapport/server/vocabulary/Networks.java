package io.rapport.server.vocabulary;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A set of networks in CIDR notation, such as `10.0.0.0/8`, `2001:db8::/32` or a single address.
public final class Networks implements Predicate<InetAddress> {

    private record Network(byte[] prefix, int bits) {
        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> (i & 7);
                if (((address[i >> 3] ^ prefix[i >> 3]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Network> networks = new ArrayList<>();

    /// @throws IllegalArgumentException when one of them is no network; host names are none
    public Networks(List<String> cidrs) {
        for (String cidr : cidrs) {
            networks.add(parse(cidr.strip()));
        }
    }

    private static Network parse(String cidr) {
        int slash = cidr.indexOf('/');
        String host = slash < 0 ? cidr : cidr.substring(0, slash);
        try {
            boolean literal = host.matches("[0-9.]+") || host.contains(":");
            if (!literal) {
                throw new IllegalArgumentException("not a network: " + cidr);
            }
            byte[] prefix = InetAddress.getByName(host).getAddress();
            int bits = slash < 0 ? prefix.length * 8 : Integer.parseInt(cidr.substring(slash + 1));
            if (bits < 0 || bits > prefix.length * 8) {
                throw new IllegalArgumentException("not a network: " + cidr);
            }
            return new Network(prefix, bits);
        } catch (UnknownHostException | NumberFormatException wrong) {
            throw new IllegalArgumentException("not a network: " + cidr, wrong);
        }
    }

    @Override
    public boolean test(InetAddress address) {
        byte[] bytes = address.getAddress();
        return networks.stream().anyMatch(network -> network.holds(bytes));
    }
}
