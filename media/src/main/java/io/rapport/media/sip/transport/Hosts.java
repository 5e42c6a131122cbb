package io.rapport.media.sip.transport;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

final class Hosts {
    private Hosts() {}

    /// Host and port as they stand in Via and Contact.
    static String advertised(String publicHost, InetSocketAddress bound) {
        String host = publicHost;
        if (host.isEmpty()) {
            String address = bound.getAddress().getHostAddress();
            int zone = address.indexOf('%');
            address = zone < 0 ? address : address.substring(0, zone);
            host = bound.getAddress() instanceof Inet6Address ? "[" + address + "]" : address;
        }
        return host + ":" + bound.getPort();
    }
}
