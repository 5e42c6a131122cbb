package io.rapport.server.imports;

import io.rapport.server.customer.Roster;
import io.rapport.server.facts.ExternalId;
import io.rapport.server.facts.Facts;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes back what a line did to somebody who is locked: what somebody changed since stays as they wrote it.
record Undoing(Roster roster, Facts facts, Optional<AgentId> by, Instant now) {

    Roster.Told undo(CustomerId customer, Roster.Told told, Map<Long, String> values, ImportStore.Change change) {
        Map<String, List<String>> was = change.values();
        Roster.Told back = new Roster.Told(
                one("NAME", Optional.of(told.name()), was).orElse(told.name()),
                one("ORGANISATION", told.organisation(), was),
                one("PLACE", told.place(), was),
                one("LANGUAGE", told.language(), was),
                one("BEST_TIME", told.bestTime(), was));
        List<Facts.Value> written = new ArrayList<>();
        was.forEach((what, both) -> {
            if (what.startsWith("FIELD:")) {
                long field = Long.parseLong(what.substring("FIELD:".length()));
                if (values.getOrDefault(field, "").equals(both.getLast())) {
                    written.add(new Facts.Value(customer, field, both.getFirst()));
                }
            }
        });
        if (!written.isEmpty()) {
            facts.write(written, now);
        }
        facts.unname(change.ids().stream()
                .map(id -> new Facts.Named(customer, new ExternalId(id.getFirst(), id.getLast())))
                .toList());
        roster.changeBack(customer, back, change.points(), by, now);
        return back;
    }

    private static Optional<String> one(String what, Optional<String> now, Map<String, List<String>> was) {
        List<String> both = was.getOrDefault(what, List.of());
        boolean stands = !both.isEmpty() && now.orElse("").equals(both.getLast());
        return stands ? Optional.of(both.getFirst()).filter(before -> !before.isEmpty()) : now;
    }
}
