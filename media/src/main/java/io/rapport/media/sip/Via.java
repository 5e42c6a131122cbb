package io.rapport.media.sip;

import java.util.Locale;
import java.util.Optional;

/// One hop that a request took, and by which its answers go back (RFC 3261 section 20.42).
///
/// @param transport in capitals: `UDP`, `TCP`, `TLS`, `WS` …
/// @param host as the sender calls itself; an IPv6 address in brackets
/// @param port empty where the transport's own is meant
public record Via(String transport, String host, Optional<Integer> port, Parameters parameters) {
    /// With which the branches of RFC 3261 begin.
    public static final String MAGIC = "z9hG4bK";

    /// What tells the transaction, if the sender keeps to RFC 3261; older ones, and empty ones, give none.
    public Optional<String> branch() {
        return parameters
                .get("branch")
                .filter(branch ->
                        branch.length() > MAGIC.length() && branch.regionMatches(true, 0, MAGIC, 0, MAGIC.length()));
    }

    static Via parse(String value) throws BadSyntax {
        Scanner scanner = new Scanner(value);
        scanner.blanks();
        if (!scanner.token("SIP").equalsIgnoreCase("SIP")
                || !scanner.separator('/')
                || !scanner.token("2.0").equals("2.0")
                || !scanner.separator('/')) {
            throw new BadSyntax("expected SIP/2.0 in Via");
        }
        String transport = scanner.token("a transport").toUpperCase(Locale.ROOT);
        scanner.blanks("a space before the host of Via");
        String host = Hosts.host(scanner).toLowerCase(Locale.ROOT);
        Optional<Integer> port = scanner.separator(':') ? Optional.of(Hosts.port(scanner)) : Optional.empty();
        Parameters parameters = Parameters.ofHeader(scanner);
        scanner.end();
        return new Via(transport, host, port, parameters);
    }
}
