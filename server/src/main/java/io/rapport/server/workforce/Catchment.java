package io.rapport.server.workforce;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where a team's customers live, and how they speak: new ones from there are at home with it.
///
/// @param postcodes how postcodes begin, at most [#MOST_POSTCODES]
/// @param numbers how telephone numbers begin (E.164: `+44117`), at most [#MOST_NUMBERS]
/// @param countries two capital letters each (ISO 3166-1), at most [#MOST_COUNTRIES]
/// @param languages two small letters each (ISO 639-1), at most [#MOST_LANGUAGES]
public record Catchment(
        List<PostcodePrefix> postcodes, List<String> numbers, List<String> countries, List<String> languages) {
    public static final int MOST_POSTCODES = 500;
    public static final int MOST_NUMBERS = 200;
    public static final int MOST_COUNTRIES = 50;
    public static final int MOST_LANGUAGES = 20;
    /// Nowhere in particular.
    public static final Catchment NONE = new Catchment(List.of(), List.of(), List.of(), List.of());

    public Catchment {
        postcodes = List.copyOf(new LinkedHashSet<>(postcodes));
        numbers = List.copyOf(new LinkedHashSet<>(numbers));
        countries = List.copyOf(new LinkedHashSet<>(countries));
        languages = List.copyOf(new LinkedHashSet<>(languages));
        if (postcodes.size() > MOST_POSTCODES
                || numbers.size() > MOST_NUMBERS
                || countries.size() > MOST_COUNTRIES
                || languages.size() > MOST_LANGUAGES) {
            throw new IllegalArgumentException("too many places for one team");
        }
    }

    /// How numbers begin, as somebody types it: `+44 117`. Empty if it is no such thing.
    public static Optional<String> number(String typed) {
        String plain = typed.replaceAll("[ ()./-]", "");
        String number = plain.startsWith("00") ? "+" + plain.substring(2) : plain;
        return number.matches("\\+[1-9][0-9]{0,14}") ? Optional.of(number) : Optional.empty();
    }

    /// A country by its two letters; empty if there is none of them.
    public static Optional<String> country(String typed) {
        String code = typed.strip().toUpperCase(Locale.ROOT);
        return Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).contains(code)
                ? Optional.of(code)
                : Optional.empty();
    }

    /// A language by its two letters; empty if there is none of them.
    public static Optional<String> language(String typed) {
        String code = typed.strip().toLowerCase(Locale.ROOT);
        return List.of(Locale.getISOLanguages()).contains(code) && code.length() == 2
                ? Optional.of(code)
                : Optional.empty();
    }
}
