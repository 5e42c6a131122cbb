package io.rapport.server.facts;

import java.util.Locale;
import java.util.Optional;

/// As whom another system knows somebody.
///
/// @param system its short name: small letters, digits, dots, dashes and underscores
/// @param value as that system writes it
public record ExternalId(String system, String value) {
    private static final int MAX_VALUE = 200;

    /// Empty unless both parts can stand.
    public static Optional<ExternalId> read(String system, String value) {
        String named = system.strip().toLowerCase(Locale.ROOT);
        String number = value.strip();
        boolean stands = named.matches("[a-z0-9][a-z0-9._-]{0,39}")
                && !number.isEmpty()
                && number.length() <= MAX_VALUE
                && number.chars().noneMatch(Character::isISOControl);
        return stands ? Optional.of(new ExternalId(named, number)) : Optional.empty();
    }
}
