package io.rapport.media.sip;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Whom a request is for, or where somebody can be reached.
public sealed interface Uri {

    /// As it stood in the message.
    String text();

    /// `sip` or `sips` (RFC 3261 section 19.1).
    ///
    /// @param user with its escapes undone; empty where there is none. May hold any character: never put it into
    ///     a line or a query without care
    /// @param host a name, an IPv4 address or an IPv6 reference in brackets, in small letters; never resolved here
    /// @param port empty where the scheme's is meant
    /// @param parameters names in small letters, escapes undone
    /// @param headers what stands behind the question mark, raw
    record Sip(
            String text,
            boolean secure,
            Optional<String> user,
            String host,
            Optional<Integer> port,
            Parameters parameters,
            String headers)
            implements Uri {}

    /// `tel` (RFC 3966).
    ///
    /// @param number with its visual separators left out: digits, `*`, `#`, letters A to F, perhaps a leading plus
    record Tel(String text, String number, Parameters parameters) implements Uri {}

    /// One that is not ours to understand; a request for it is answered 416.
    ///
    /// @param scheme in small letters
    record Other(String text, String scheme) implements Uri {}

    static Uri parse(String text) throws BadSyntax {
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign <= ' ' || sign >= 0x7F || sign == '<' || sign == '>' || sign == '"') {
                throw new BadSyntax("expected a URI without " + (sign <= ' ' ? "space" : "'" + sign + "'"));
            }
        }
        Scanner scanner = new Scanner(text);
        String scheme = scanner.until(":").toLowerCase(Locale.ROOT);
        if (!scheme.matches("[a-z][a-z0-9+.-]*") || !scanner.skip(':') || scanner.atEnd()) {
            throw new BadSyntax("expected a URI");
        }
        return switch (scheme) {
            case "sip", "sips" -> sip(text, scheme.equals("sips"), scanner);
            case "tel" -> tel(text, scanner);
            default -> new Other(text, scheme);
        };
    }

    private static Sip sip(String text, boolean secure, Scanner scanner) throws BadSyntax {
        String all = scanner.rest();
        Optional<String> user = Optional.empty();
        int at = all.indexOf('@');
        if (at >= 0) {
            String info = all.substring(0, at);
            int colon = info.indexOf(':');
            String name = colon < 0 ? info : info.substring(0, colon);
            if (name.isEmpty()) {
                throw new BadSyntax("expected a user before '@'");
            }
            user = Optional.of(unescaped(name));
        }
        Scanner rest = new Scanner(all.substring(at + 1));
        String host = Hosts.host(rest).toLowerCase(Locale.ROOT);
        Optional<Integer> port = rest.skip(':') ? Optional.of(Hosts.port(rest)) : Optional.empty();
        Parameters parameters = parameters(rest);
        String headers = rest.skip('?') ? rest.rest() : "";
        if (headers.isEmpty() && !rest.atEnd()) {
            throw rest.expected("the end of the URI");
        }
        return new Sip(text, secure, user, host, port, parameters, headers);
    }

    private static Tel tel(String text, Scanner scanner) throws BadSyntax {
        String written = scanner.until(";");
        String number = written.replaceAll("[-.()]", "");
        if (!number.matches("\\+?[0-9A-Fa-f*#]{1,60}")) {
            throw new BadSyntax("expected a number after tel:");
        }
        Parameters parameters = parameters(scanner);
        if (!scanner.atEnd()) {
            throw scanner.expected("the end of the number");
        }
        return new Tel(text, number, parameters);
    }

    private static Parameters parameters(Scanner scanner) throws BadSyntax {
        Map<String, String> values = new LinkedHashMap<>();
        while (scanner.skip(';')) {
            String name = unescaped(scanner.until("=;?")).toLowerCase(Locale.ROOT);
            String value = scanner.skip('=') ? unescaped(scanner.until(";?")) : "";
            if (name.isEmpty() || values.putIfAbsent(name, value) != null) {
                throw new BadSyntax(name.isEmpty() ? "expected the name of a parameter" : "expected " + name + " once");
            }
        }
        return new Parameters(values);
    }

    /// Undoes `%41`; what is no UTF-8 then is read as ISO 8859-1.
    private static String unescaped(String text) throws BadSyntax {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw new BadSyntax("expected two hexadecimal digits after '%'");
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return Utf8.lenient(bytes.toByteArray(), 0, bytes.size());
    }
}
