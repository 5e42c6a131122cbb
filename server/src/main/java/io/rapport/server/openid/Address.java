package io.rapport.server.openid;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/// Addresses of a provider that may be asked or be gone to: HTTPS, or this machine itself. Pure.
final class Address {
    static final int LONGEST = 500;
    private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");

    private Address() {}

    static Optional<URI> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            boolean safe = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && HERE.contains(host));
            return host != null && safe && uri.getUserInfo() == null && uri.getFragment() == null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException wrong) {
            return Optional.empty();
        }
    }
}
