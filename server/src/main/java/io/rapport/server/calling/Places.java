package io.rapport.server.calling;

import io.rapport.server.customer.Bearings;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.wishes.Wishes;
import io.rapport.server.workforce.Workforce;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// By which clocks and rules somebody is called: what they said, else what their number says, and their address where
/// it is in another country; of both, the stricter.
final class Places {
    private final CallBackStore store;
    private final Customers customers;
    private final Merges merges;
    private final Wishes wishes;
    private final Workforce workforce;

    Places(CallBackStore store, Customers customers, Merges merges, Wishes wishes, Workforce workforce) {
        this.store = store;
        this.customers = customers;
        this.merges = merges;
        this.wishes = wishes;
        this.workforce = workforce;
    }

    /// @param number that is called (E.164, or as it was typed)
    Whereabouts of(CustomerId customer, String number) {
        Optional<String> lives = country(customer);
        Optional<String> rings = ClockOfNumber.country(number);
        Set<String> countries = new HashSet<>();
        lives.ifPresent(countries::add);
        rings.ifPresent(countries::add);
        Optional<ZoneId> said = wishes.zone(customer);
        if (said.isPresent()) {
            return new Whereabouts(Set.of(said.get()), countries);
        }
        Set<ZoneId> zones = new HashSet<>(ClockOfNumber.zones(number));
        if (zones.isEmpty() || !lives.equals(rings)) {
            lives.map(ClockOfNumber::ofCountry).ifPresent(zones::addAll);
        }
        if (zones.isEmpty()) {
            zones.add(home(customer));
        }
        return new Whereabouts(zones, countries);
    }

    /// The clock by which a time is named to them: the only one they can have, else their team's.
    ZoneId shown(CustomerId customer, Whereabouts where) {
        ZoneId home = home(customer);
        return where.zones().contains(home) || where.zones().size() > 1
                ? home
                : where.zones().iterator().next();
    }

    private ZoneId home(CustomerId customer) {
        CustomerId person = merges.circle(customer).getFirst();
        return customers
                .find(person)
                .map(Customer::homeTeam)
                .map(team -> workforce.team(team).calendar().zone())
                .orElse(ZoneId.of("UTC"));
    }

    private Optional<String> country(CustomerId customer) {
        List<CallBackStore.AddressFact> facts = store.addressFacts(merges.circle(customer));
        Optional<String> named = facts.stream()
                .filter(fact -> !Bearings.asksForPostcode(fact.field()))
                .flatMap(fact -> code(fact.value()).stream())
                .findFirst();
        Optional<String> postcode = facts.stream()
                .filter(fact -> Bearings.asksForPostcode(fact.field()))
                .map(CallBackStore.AddressFact::value)
                .findFirst();
        return named.or(() -> new Bearings(postcode, List.of(), Optional.empty(), Optional.empty()).likelyCountry());
    }

    /// A country by its code, or by its name in English or Spanish.
    private static Optional<String> code(String written) {
        String word = written.strip();
        for (String code : Locale.getISOCountries()) {
            Locale country = Locale.of("", code);
            if (code.equalsIgnoreCase(word)
                    || country.getDisplayCountry(Locale.ENGLISH).equalsIgnoreCase(word)
                    || country.getDisplayCountry(Locale.of("es")).equalsIgnoreCase(word)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
