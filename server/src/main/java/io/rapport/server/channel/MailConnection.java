package io.rapport.server.channel;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How a door's mailbox and relay are signed in to by OAuth2 (RFC 6749): as what we are registered at the provider.
/// What the consent brings is no part of it and is kept elsewhere.
///
/// @param clientSecret in clear, from the sealed store; never logged ([#toString] leaves it out). Empty for a client
///     that has none and relies on PKCE (RFC 7636)
/// @param authorizeUrl where the administrator's browser is sent; see [#endpoint]
/// @param tokenUrl where we fetch tokens; see [#endpoint]
/// @param scope what is asked for, by spaces
public record MailConnection(
        MailProvider provider,
        String clientId,
        Optional<String> clientSecret,
        String authorizeUrl,
        String tokenUrl,
        String scope) {
    private static final int MAX_URL = 1000;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    public MailConnection {
        if (endpoint(authorizeUrl).isEmpty() || endpoint(tokenUrl).isEmpty()) {
            throw new IllegalArgumentException("not https: " + authorizeUrl + " or " + tokenUrl);
        }
    }

    /// An address that secrets may travel to: https, or http on this machine; nothing hidden in it.
    public static Optional<URI> endpoint(String text) {
        try {
            URI uri = new URI(text.strip());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            String host = uri.getHost();
            boolean plain = uri.getUserInfo() == null && uri.getFragment() == null && text.length() <= MAX_URL;
            boolean safe = scheme.equals("https") || scheme.equals("http") && LOOPBACK.contains(String.valueOf(host));
            return host != null && plain && safe ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException notOne) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "MailConnection[" + provider + ", " + clientId + ", " + tokenUrl + "]";
    }
}
