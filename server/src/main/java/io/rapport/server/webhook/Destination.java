package io.rapport.server.webhook;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where a webhook goes.
///
/// @param path with the query
record Destination(boolean tls, String host, int port, String path, boolean allowed) {
    static final int MAX_LENGTH = 500;

    /// Looks names up; a foreign side, so that tests can be one.
    interface Names {
        InetAddress[] of(String host) throws IOException;
    }

    /// @return empty for what is no address that may be reached
    static Optional<Destination> of(String address, List<String> allow) {
        if (address.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        URI uri;
        try {
            uri = URI.create(address).parseServerAuthority();
        } catch (IllegalArgumentException | java.net.URISyntaxException nonsense) {
            return Optional.empty();
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        boolean http = scheme.equals("http");
        if (!(http || scheme.equals("https"))
                || host == null
                || uri.getRawUserInfo() != null
                || uri.getRawFragment() != null) {
            return Optional.empty();
        }
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int port = uri.getPort() >= 0 ? uri.getPort() : http ? 80 : 443;
        boolean allowed = allow.contains(host) || allow.contains(host + ":" + port);
        if ((http && !allowed) || port == 0 || port > 65535) {
            return Optional.empty();
        }
        String raw = uri.getRawPath();
        String path =
                (raw == null || raw.isEmpty() ? "/" : raw) + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        return Optional.of(new Destination(!http, name, port, path, allowed));
    }

    /// The one address to connect to. It is looked up once and connected to as it is, so that a name can't mean another
    /// by then.
    ///
    /// @throws IOException when the name means nothing, or any address in a private network
    InetAddress resolved(Names names) throws IOException {
        InetAddress[] found = names.of(host);
        if (found.length == 0) {
            throw new IOException(host + " has no address");
        }
        for (InetAddress address : found) {
            if (!allowed && isPrivate(address)) {
                throw new IOException(host + " is in a private network");
            }
        }
        return found[0];
    }

    String hostHeader() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (tls ? 443 : 80) ? name : name + ":" + port;
    }

    /// What is not reached over the public Internet (RFC 6890), and what carries an IPv4 address inside (RFC 6052,
    /// 3056).
    static boolean isPrivate(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        int a = bytes[0] & 0xff;
        int b = bytes[1] & 0xff;
        if (address instanceof Inet4Address) {
            return a == 0
                    || a >= 240
                    || (a == 100 && b >= 64 && b < 128)
                    || (a == 192 && b == 0)
                    || (a == 198 && (b == 18 || b == 19));
        }
        boolean unique = (a & 0xfe) == 0xfc;
        boolean sixToFour = a == 0x20 && b == 0x02;
        boolean translated = a == 0 && b == 0x64 || a == 0 && b == 0;
        return unique || sixToFour || translated;
    }
}
