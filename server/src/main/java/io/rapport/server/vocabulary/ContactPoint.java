package io.rapport.server.vocabulary;

import java.util.Locale;
import java.util.Optional;

/// An address at which somebody can be reached, in the form by which two spellings of one address are equal.
///
/// An e-mail address is compared in lower case as a whole: RFC 5321 section 2.4 leaves the local part's case to
/// the receiver, but no provider of weight tells them apart. At most 320 characters.
public record ContactPoint(Kind kind, String value) {

    public static final int MAX_LENGTH = 320;

    /// What kind of address.
    public enum Kind {
        EMAIL,
        PHONE,
        HANDLE
    }

    public ContactPoint {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a contact point has 1 to 320 characters, not " + value.length());
        }
    }

    /// The e-mail address in comparable form, or empty where the text is no address (no single `@`, control
    /// characters, spaces, too long).
    public static Optional<ContactPoint> email(String text) {
        String address = text.strip().toLowerCase(Locale.ROOT);
        int at = address.lastIndexOf('@');
        boolean shaped = at > 0 && at < address.length() - 1 && address.length() <= MAX_LENGTH;
        boolean clean = address.chars().noneMatch(c -> c <= ' ' || c == 0x7f || c == '<' || c == '>' || c == ',');
        return shaped && clean ? Optional.of(new ContactPoint(Kind.EMAIL, address)) : Optional.empty();
    }

    /// The part behind the `@` of an e-mail address, else the empty string.
    public String domain() {
        return kind == Kind.EMAIL ? value.substring(value.lastIndexOf('@') + 1) : "";
    }
}
