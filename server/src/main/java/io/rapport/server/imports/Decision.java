package io.rapport.server.imports;

import io.rapport.server.customer.Roster;
import io.rapport.server.facts.ExternalId;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whom a line is about.
sealed interface Decision {
    /// Numbers above it stand, in a preview, for people whom an earlier line of the same file would make.
    long AHEAD = 1L << 62;

    record New() implements Decision {}

    record Known(CustomerId survivor) implements Decision {}

    record Refused(String reason) implements Decision {}

    /// The number in another system decides; without one, an address that somebody proved or that a list brought. An
    /// address that is somebody's but was never proven decides nothing: a person looks. Pure.
    static Decision of(Line line, Map<ExternalId, CustomerId> ids, Map<ContactPoint, List<Roster.Holder>> holders) {
        Set<CustomerId> named = new LinkedHashSet<>();
        line.ids().stream().filter(ids::containsKey).map(ids::get).forEach(named::add);
        if (named.size() > 1) {
            return new Refused("Its numbers belong to several people: " + list(named) + ".");
        }
        List<Roster.Holder> at = line.points().stream()
                .flatMap(point -> holders.getOrDefault(point, List.of()).stream())
                .toList();
        if (named.size() == 1) {
            CustomerId one = named.iterator().next();
            Set<CustomerId> others = new LinkedHashSet<>();
            at.stream().map(Roster.Holder::survivor).filter(h -> !h.equals(one)).forEach(others::add);
            return others.isEmpty()
                    ? new Known(one)
                    : new Refused(
                            "Its number is that of person " + one + ", its address that of " + list(others) + ".");
        }
        Set<CustomerId> trusted = new LinkedHashSet<>();
        at.stream().filter(Roster.Holder::trusted).map(Roster.Holder::survivor).forEach(trusted::add);
        Set<CustomerId> all = new LinkedHashSet<>();
        at.stream().map(Roster.Holder::survivor).forEach(all::add);
        if (all.isEmpty()) {
            return new New();
        }
        if (all.size() > 1) {
            return new Refused("Its addresses belong to several people: " + list(all) + ".");
        }
        return trusted.isEmpty()
                ? new Refused("Person " + list(all)
                        + " wrote from its address, which nobody proved. Give them the number on their page first.")
                : new Known(trusted.iterator().next());
    }

    private static String list(Set<CustomerId> people) {
        return people.stream()
                .limit(5)
                .map(one -> one.value() > AHEAD ? "of line " + (one.value() - AHEAD) : one.toString())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }
}
