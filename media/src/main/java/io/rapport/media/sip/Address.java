package io.rapport.media.sip;

import java.util.Optional;

/// Somebody in From, To, Contact and the like: a name, perhaps, a URI and parameters (RFC 3261 section 20.10).
///
/// @param name as it is shown, without control characters; empty where there is none. Said by the far side: it proves
///     nothing
public record Address(String name, Uri uri, Parameters parameters) {

    /// The dialog's tag of this side.
    public Optional<String> tag() {
        return parameters.get("tag").filter(tag -> !tag.isEmpty());
    }

    /// Reads the value of a From, To, Contact, Route, P-Asserted-Identity … header.
    ///
    /// @return empty where it doesn't keep to the grammar
    public static Optional<Address> of(String value) {
        try {
            return Optional.of(parse(value));
        } catch (BadSyntax bad) {
            return Optional.empty();
        }
    }

    static Address parse(String value) throws BadSyntax {
        Scanner scanner = new Scanner(value);
        scanner.blanks();
        String name = "";
        if (scanner.peek() == '"') {
            name = scanner.quoted();
            scanner.blanks();
            if (scanner.peek() != '<') {
                throw scanner.expected("'<' after the name");
            }
        } else {
            name = words(scanner);
        }
        Uri uri;
        if (scanner.skip('<')) {
            uri = Uri.parse(scanner.until(">"));
            scanner.expect('>');
        } else {
            // Without brackets, what follows a semicolon belongs to the header, and a URI may hold neither comma nor
            // question mark.
            uri = Uri.parse(scanner.until(" \t;,?"));
        }
        Parameters parameters = Parameters.ofHeader(scanner);
        scanner.end();
        return new Address(name.replaceAll("\\p{Cntrl}", ""), uri, parameters);
    }

    /// A name of tokens, which needs no quotes; nothing where a URI begins at once.
    private static String words(Scanner scanner) throws BadSyntax {
        String before = scanner.rest();
        int bracket = before.indexOf('<');
        if (bracket < 0) {
            return "";
        }
        String name = before.substring(0, bracket);
        int semicolon = name.indexOf(';');
        if (semicolon >= 0) {
            return "";
        }
        for (int i = 0; i < name.length(); i++) {
            if (!Scanner.isToken(name.charAt(i)) && !Scanner.isBlank(name.charAt(i)) && name.charAt(i) < 0x80) {
                throw new BadSyntax("expected quotes round a name with '" + name.charAt(i) + "'");
            }
        }
        scanner.until("<");
        return name.strip();
    }
}
