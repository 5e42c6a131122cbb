package io.rapport.media.sip;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What follows the semicolons of a header or a URI.
///
/// @param values by their names in small letters, in their order; empty for a name alone; quotes are undone
public record Parameters(Map<String, String> values) {
    static final Parameters NONE = new Parameters(Map.of());

    /// RFC 3261 section 25.1, generic-param: a value is a token, a host (which may be an IPv6 reference) or quoted.
    static Parameters ofHeader(Scanner scanner) throws BadSyntax {
        Map<String, String> values = new LinkedHashMap<>();
        while (scanner.separator(';')) {
            String name = scanner.token("the name of a parameter").toLowerCase(Locale.ROOT);
            String value = "";
            if (scanner.separator('=')) {
                value = switch (scanner.peek()) {
                    case '"' -> scanner.quoted();
                    case '[' -> Hosts.reference(scanner);
                    default -> scanner.token("the value of " + name);
                };
            }
            if (values.putIfAbsent(name, value) != null) {
                throw new BadSyntax("expected the parameter " + name + " once");
            }
        }
        return new Parameters(values);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
