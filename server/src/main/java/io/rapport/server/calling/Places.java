package io.rapport.server.calling;

import io.rapport.server.customer.Bearings;
import io.rapport.server.vocabulary.CustomerId;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// By which clocks and rules somebody is called: what they said, else what their number says, and their address where
/// it is in another country; of both, the stricter.
final class Places {
    /// Countries by their codes, and by their names in English and Spanish.
    private static final Map<String, String> CODES = codes();

    private final CallBackStore store;

    Places(CallBackStore store) {
        this.store = store;
    }

    /// What is known of where somebody lives, read once.
    ///
    /// @param home the clock of their team
    /// @param said the clock that they said they live by
    /// @param lives the country of their address
    record Known(ZoneId home, Optional<ZoneId> said, Optional<String> lives) {
        /// @param number that is called (E.164, or as it was typed)
        Whereabouts called(String number) {
            Optional<String> rings = ClockOfNumber.country(number);
            Set<String> countries = new HashSet<>();
            lives.ifPresent(countries::add);
            rings.ifPresent(countries::add);
            if (said.isPresent()) {
                return new Whereabouts(Set.of(said.get()), countries);
            }
            Set<ZoneId> zones = new HashSet<>(ClockOfNumber.zones(number));
            if (zones.isEmpty() || !lives.equals(rings)) {
                lives.map(ClockOfNumber::ofCountry).ifPresent(zones::addAll);
            }
            if (zones.isEmpty()) {
                zones.add(home);
            }
            return new Whereabouts(zones, countries);
        }

        /// The clock by which a time is named to them: the only one they can have, else their team's.
        ZoneId shown(Whereabouts where) {
            return where.zones().contains(home) || where.zones().size() > 1
                    ? home
                    : where.zones().iterator().next();
        }
    }

    /// @param circle all records of a person
    /// @param home the clock of their team
    /// @param said the clock that they said they live by
    Known of(List<CustomerId> circle, ZoneId home, Optional<ZoneId> said) {
        return new Known(home, said, country(circle));
    }

    private Optional<String> country(List<CustomerId> circle) {
        List<CallBackStore.AddressFact> facts = store.addressFacts(circle);
        Optional<String> named = facts.stream()
                .filter(fact -> !Bearings.asksForPostcode(fact.field()))
                .flatMap(fact -> Optional.ofNullable(CODES.get(written(fact.value()))).stream())
                .findFirst();
        Optional<String> postcode = facts.stream()
                .filter(fact -> Bearings.asksForPostcode(fact.field()))
                .map(CallBackStore.AddressFact::value)
                .findFirst();
        return named.or(() -> new Bearings(postcode, List.of(), Optional.empty(), Optional.empty()).likelyCountry());
    }

    private static String written(String word) {
        return word.strip().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            Locale country = Locale.of("", code);
            codes.putIfAbsent(written(code), code);
            codes.putIfAbsent(written(country.getDisplayCountry(Locale.ENGLISH)), code);
            codes.putIfAbsent(written(country.getDisplayCountry(Locale.of("es"))), code);
        }
        return Map.copyOf(codes);
    }
}
