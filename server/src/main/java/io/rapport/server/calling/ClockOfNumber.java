package io.rapport.server.calling;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which clocks a telephone number, or a country, may live by. Pure.
final class ClockOfNumber {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final PhoneNumberToTimeZonesMapper ZONES = PhoneNumberToTimeZonesMapper.getInstance();
    private static final Set<String> REAL = ZoneId.getAvailableZoneIds();

    private ClockOfNumber() {}

    /// All zones in which a number may ring: a mobile's are all of its country. None for what is no number.
    ///
    /// @param number in full (E.164)
    static Set<ZoneId> zones(String number) {
        return parsed(number).map(ClockOfNumber::zones).orElse(Set.of());
    }

    private static Set<ZoneId> zones(Phonenumber.PhoneNumber number) {
        List<String> names = PHONES.getNumberType(number) == PhoneNumberUtil.PhoneNumberType.MOBILE
                ? ZONES.getTimeZonesForNumber(number)
                : ZONES.getTimeZonesForGeographicalNumber(number);
        return names.stream().filter(REAL::contains).map(ZoneId::of).collect(Collectors.toUnmodifiableSet());
    }

    /// @return two capital letters (ISO 3166-1); empty for a number of no country
    static Optional<String> country(String number) {
        return parsed(number).map(PHONES::getRegionCodeForNumber).filter(region -> region.matches("[A-Z]{2}"));
    }

    /// All zones of a country, as far as its numbers tell.
    static Set<ZoneId> ofCountry(String country) {
        return Optional.ofNullable(PHONES.getExampleNumberForType(country, PhoneNumberUtil.PhoneNumberType.MOBILE))
                .or(() -> Optional.ofNullable(PHONES.getExampleNumber(country)))
                .map(number -> ZONES.getTimeZonesForNumber(number).stream()
                        .filter(REAL::contains)
                        .map(ZoneId::of)
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }

    private static Optional<Phonenumber.PhoneNumber> parsed(String number) {
        try {
            return Optional.of(PHONES.parse(number, null));
        } catch (NumberParseException none) {
            return Optional.empty();
        }
    }
}
