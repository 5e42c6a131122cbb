package io.rapport.media.sip;

/// Hosts as they stand in URIs and Via headers (RFC 3261 section 25.1, RFC 5954).
final class Hosts {
    private static final int LONGEST = 255;

    private Hosts() {}

    /// A name, an IPv4 address or an IPv6 reference with its brackets; never resolved.
    static String host(Scanner scanner) throws BadSyntax {
        if (scanner.peek() == '[') {
            return reference(scanner);
        }
        int begin = scanner.position();
        while (isName(scanner.peek())) {
            scanner.skip(scanner.peek());
        }
        String host = scanner.since(begin);
        if (host.isEmpty() || host.length() > LONGEST || host.startsWith(".") || host.contains("..")) {
            throw scanner.expected("a host");
        }
        return host;
    }

    static String reference(Scanner scanner) throws BadSyntax {
        int begin = scanner.position();
        scanner.expect('[');
        int digits = 0;
        while (isAddress(scanner.peek())) {
            scanner.skip(scanner.peek());
            digits++;
        }
        if (digits < 2 || digits > 45) {
            throw scanner.expected("an IPv6 address");
        }
        scanner.expect(']');
        return scanner.since(begin);
    }

    static int port(Scanner scanner) throws BadSyntax {
        return (int) scanner.number(65_535, "a port up to 65535");
    }

    private static boolean isName(char sign) {
        // The underscore is in no RFC, but in the names of many a machine.
        return sign >= '0' && sign <= '9' || Scanner.isLetter(sign) || sign == '-' || sign == '.' || sign == '_';
    }

    private static boolean isAddress(char sign) {
        return sign >= '0' && sign <= '9'
                || sign >= 'a' && sign <= 'f'
                || sign >= 'A' && sign <= 'F'
                || sign == ':'
                || sign == '.';
    }
}
