package io.rapport.server.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.workforce.PostcodePrefix;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What there is to tell where somebody lives and how they speak. All of it is what they, or a list, say: it gives them
/// a team, and proves nothing. Pure.
///
/// @param postcode as they write it
/// @param numbers telephone numbers (E.164, with the plus)
/// @param country two capital letters (ISO 3166-1)
/// @param language two small letters (ISO 639-1)
public record Bearings(
        Optional<String> postcode, List<String> numbers, Optional<String> country, Optional<String> language) {
    public static final Bearings NONE = new Bearings(Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final Set<PhoneNumberUtil.PhoneNumberType> DEAR =
            EnumSet.of(PhoneNumberUtil.PhoneNumberType.PREMIUM_RATE, PhoneNumberUtil.PhoneNumberType.SHARED_COST);
    private static final int MAX_NUMBER = 40;
    private static final Set<String> POSTCODE_NAMES = Set.of(
            "postcode", "postalcode", "zip", "zipcode", "plz", "postleitzahl", "codigopostal", "códigopostal", "cp");

    public Bearings {
        numbers = List.copyOf(numbers);
    }

    /// Whether a field of this name asks for a postcode.
    public static boolean asksForPostcode(String name) {
        return POSTCODE_NAMES.contains(name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.:-]", ""));
    }

    /// The same, and where their addresses are telephone numbers, those.
    public Bearings with(List<ContactPoint> points) {
        List<String> all = Stream.concat(
                        numbers.stream(),
                        points.stream()
                                .filter(point -> point.kind() == ContactPoint.Kind.PHONE)
                                .flatMap(point -> number(point.value(), country).stream()))
                .distinct()
                .toList();
        return new Bearings(postcode, all, country, language);
    }

    /// A number in full (E.164), where it can be told of which country it is.
    ///
    /// @param country whose way of writing numbers without a country is meant
    public static Optional<String> number(String typed, Optional<String> country) {
        return parsed(typed, country).map(found -> PHONES.format(found, PhoneNumberUtil.PhoneNumberFormat.E164));
    }

    /// Whether whoever calls this number pays its owner for it: strangers who leave one with us would live on our
    /// calls.
    ///
    /// @param number in full (E.164)
    public static boolean isPaidFor(String number) {
        return parsed(number, Optional.empty())
                .map(PHONES::getNumberType)
                .filter(DEAR::contains)
                .isPresent();
    }

    /// Where they live: what they say, else what a British postcode or one of the numbers says.
    public Optional<String> likelyCountry() {
        return country.or(() -> postcode.filter(PostcodePrefix::isBritish).map(code -> "GB"))
                .or(() -> numbers.stream()
                        .flatMap(number -> parsed(number, Optional.empty()).stream())
                        .flatMap(number -> Optional.ofNullable(PHONES.getRegionCodeForNumber(number)).stream())
                        .findFirst());
    }

    private static Optional<Phonenumber.PhoneNumber> parsed(String typed, Optional<String> country) {
        if (typed.length() > MAX_NUMBER) {
            return Optional.empty();
        }
        try {
            return Optional.of(PHONES.parse(typed, country.orElse(null))).filter(PHONES::isPossibleNumber);
        } catch (NumberParseException none) {
            return Optional.empty();
        }
    }
}
