package io.rapport.server.channel;

import io.rapport.server.customer.Bearings;
import io.rapport.server.customer.EnteredAddress;
import io.rapport.server.workforce.Catchment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads where somebody lives out of what they filled in: a form's answers, and lines such as `Postcode: BS1 4QA`, as
/// companies' own forms mail them. Pure.
final class BearingsReader {
    private static final int LINES = 200;
    private static final int MAX_VALUE = 100;
    private static final int FARTHEST_SIGN = 60;
    private static final Pattern LINE = Pattern.compile("\\s{0,14}([\\p{L} _-]{2,30}?)\\s{0,14}[:=]\\s*(\\S.{0,99})");
    private static final Set<String> NUMBERS = Set.of(
            "phone",
            "phonenumber",
            "telephone",
            "telephonenumber",
            "tel",
            "mobile",
            "mobilenumber",
            "teléfono",
            "telefono",
            "móvil",
            "movil",
            "telefon",
            "handy");
    private static final Set<String> COUNTRIES = Set.of("country", "país", "pais", "land", "pays");
    private static final Set<String> LANGUAGES = Set.of("language", "idioma", "sprache", "langue");

    private BearingsReader() {}

    static Bearings read(Content content) {
        List<Content.Field> said = Stream.concat(content.fields().stream(), lines(content.text()))
                .filter(field -> !field.value().isBlank() && field.value().length() <= MAX_VALUE)
                .toList();
        Optional<String> country = first(said, COUNTRIES).flatMap(BearingsReader::country);
        Optional<String> postcode = said.stream()
                .filter(field -> Bearings.asksForPostcode(field.label()))
                .map(Content.Field::value)
                .findFirst();
        List<String> numbers = new ArrayList<>();
        Optional<String> ofPlace = new Bearings(postcode, List.of(), country, Optional.empty()).likelyCountry();
        said.stream()
                .filter(field -> NUMBERS.contains(plain(field.label())))
                .flatMap(field -> EnteredAddress.read(field.value()).stream())
                .flatMap(point -> Bearings.number(point.value(), ofPlace).stream())
                .forEach(numbers::add);
        Optional<String> language =
                first(said, LANGUAGES).flatMap(BearingsReader::language).or(() -> SpokenLanguage.of(content.text()));
        return new Bearings(postcode, numbers, country, language);
    }

    private static Stream<Content.Field> lines(String text) {
        return text.lines().limit(LINES).filter(BearingsReader::mayAnswer).flatMap(line -> {
            Matcher found = LINE.matcher(line);
            return found.matches()
                    ? Stream.of(new Content.Field(found.group(1), found.group(2).strip()))
                    : Stream.empty();
        });
    }

    /// Spares most lines the pattern: it needs a colon or an equals sign not far from the start.
    private static boolean mayAnswer(String line) {
        if (line.length() > 200) {
            return false;
        }
        for (int i = 0; i < Math.min(line.length(), FARTHEST_SIGN); i++) {
            if (line.charAt(i) == ':' || line.charAt(i) == '=') {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> first(List<Content.Field> said, Set<String> names) {
        return said.stream()
                .filter(field -> names.contains(plain(field.label())))
                .map(Content.Field::value)
                .findFirst();
    }

    private static String plain(String label) {
        return label.toLowerCase(Locale.ROOT).replaceAll("[\\s_.:-]", "");
    }

    /// By its two letters, or as it is called in one of our languages.
    private static Optional<String> country(String typed) {
        return Catchment.country(typed)
                .or(() -> Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).stream()
                        .filter(code -> OURS.values().stream()
                                .anyMatch(in -> Locale.of("", code)
                                        .getDisplayCountry(in)
                                        .equalsIgnoreCase(typed.strip())))
                        .findFirst());
    }

    private static Optional<String> language(String typed) {
        return Catchment.language(typed)
                .or(() -> Stream.of(Locale.getISOLanguages())
                        .filter(code -> OURS.values().stream()
                                .anyMatch(in ->
                                        Locale.of(code).getDisplayLanguage(in).equalsIgnoreCase(typed.strip())))
                        .findFirst());
    }

    private static final Map<String, Locale> OURS = Map.of("en", Locale.ENGLISH, "es", Locale.of("es"));
}
