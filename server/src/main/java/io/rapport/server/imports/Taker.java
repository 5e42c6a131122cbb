package io.rapport.server.imports;

import io.rapport.server.customer.Bearings;
import io.rapport.server.customer.Roster;
import io.rapport.server.facts.About;
import io.rapport.server.facts.ExternalId;
import io.rapport.server.facts.Facts;
import io.rapport.server.facts.Field;
import io.rapport.server.facts.Fields;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Takes a batch of lines, in the caller's transaction, as the first thing that it does.
final class Taker {
    private final Roster roster;
    private final Facts facts;
    private final Fields fields;

    Taker(Roster roster, Facts facts, Fields fields) {
        this.roster = roster;
        this.facts = facts;
        this.fields = fields;
    }

    /// @param lines of which no two name the same number or address
    /// @param list the import; 0: a program
    List<Outcome> take(List<Line> lines, long list, Filling filling, Optional<AgentId> by, Instant now) {
        List<Outcome> outcomes = new ArrayList<>();
        Set<ContactPoint> points = new HashSet<>();
        Set<ExternalId> ids = new HashSet<>();
        for (Line line : lines) {
            line.wrong().ifPresentOrElse(wrong -> outcomes.add(Outcome.refused(line.number(), wrong)), () -> {
                points.addAll(line.points());
                ids.addAll(line.ids());
            });
        }
        roster.lockAddresses(points);
        Map<ContactPoint, List<Roster.Holder>> holders = roster.holders(points);
        Map<ExternalId, CustomerId> named = facts.people(ids);
        List<Line> fresh = new ArrayList<>();
        Map<Line, CustomerId> known = new LinkedHashMap<>();
        for (Line line : lines) {
            if (line.wrong().isEmpty()) {
                switch (Decision.of(line, named, holders)) {
                    case Decision.New() -> fresh.add(line);
                    case Decision.Known(var survivor) -> known.put(line, survivor);
                    case Decision.Refused(var reason) ->
                        outcomes.add(Outcome.refused(line.number(), new Line.Wrong("", reason)));
                }
            }
        }
        Set<CustomerId> survivors = new HashSet<>(known.values());
        Map<CustomerId, Roster.Told> told = new HashMap<>(roster.lock(survivors));
        make(fresh, list, now, outcomes);
        join(known, new Joining(told, facts.values(survivors), holders, named, filling, by, now), outcomes);
        outcomes.sort(Comparator.comparingInt(Outcome::line));
        return outcomes;
    }

    private void make(List<Line> fresh, long list, Instant now, List<Outcome> outcomes) {
        if (fresh.isEmpty()) {
            return;
        }
        Set<Long> postcodes = fields.of(About.PERSON).stream()
                .filter(field -> Bearings.asksForPostcode(field.key()) || Bearings.asksForPostcode(field.name()))
                .map(Field::id)
                .collect(Collectors.toSet());
        List<CustomerId> made = roster.make(
                fresh.stream()
                        .map(line -> new Roster.Draft(Filling.fresh(line), line.points(), postcode(line, postcodes)))
                        .toList(),
                list,
                now);
        List<Facts.Value> values = new ArrayList<>();
        List<Facts.Named> names = new ArrayList<>();
        for (int n = 0; n < made.size(); n++) {
            CustomerId customer = made.get(n);
            fresh.get(n).facts().forEach((field, value) -> values.add(new Facts.Value(customer, field, value)));
            fresh.get(n).ids().forEach(id -> names.add(new Facts.Named(customer, id)));
            outcomes.add(Outcome.made(fresh.get(n).number(), Optional.of(customer)));
        }
        facts.write(values, now);
        facts.name(names, now);
    }

    private static Optional<String> postcode(Line line, Set<Long> postcodes) {
        return line.facts().entrySet().stream()
                .filter(fact -> postcodes.contains(fact.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private record Joining(
            Map<CustomerId, Roster.Told> told,
            Map<CustomerId, Map<Long, String>> values,
            Map<ContactPoint, List<Roster.Holder>> holders,
            Map<ExternalId, CustomerId> named,
            Filling filling,
            Optional<AgentId> by,
            Instant now) {}

    private void join(Map<Line, CustomerId> known, Joining with, List<Outcome> outcomes) {
        known.forEach((line, survivor) -> {
            Roster.Told before = with.told().getOrDefault(survivor, Filling.fresh(line));
            Roster.Told after = with.filling().told(before, line);
            Map<Long, String> values = new HashMap<>(with.values().getOrDefault(survivor, Map.of()));
            Map<Long, String> written = with.filling().facts(values, line);
            List<ContactPoint> points = line.points().stream()
                    .filter(p -> !with.holders().containsKey(p))
                    .toList();
            List<Facts.Named> ids = line.ids().stream()
                    .filter(id -> !with.named().containsKey(id))
                    .map(id -> new Facts.Named(survivor, id))
                    .toList();
            Map<String, List<String>> changed = Filling.differences(before, after);
            written.forEach(
                    (field, value) -> changed.put("FIELD:" + field, List.of(values.getOrDefault(field, ""), value)));
            boolean same = changed.isEmpty() && points.isEmpty() && ids.isEmpty();
            List<Long> added = same ? List.of() : roster.change(survivor, after, points, with.by(), with.now());
            List<Facts.Value> facts = new ArrayList<>();
            written.forEach((field, value) -> facts.add(new Facts.Value(survivor, field, value)));
            if (!facts.isEmpty()) {
                this.facts.write(facts, with.now());
            }
            List<List<String>> named = this.facts.name(ids, with.now()).stream()
                    .map(one -> List.of(one.id().system(), one.id().value()))
                    .toList();
            with.told().put(survivor, after);
            values.putAll(written);
            with.values().put(survivor, values);
            outcomes.add(new Outcome(
                    line.number(),
                    same ? Outcome.Kind.SAME : Outcome.Kind.JOINED,
                    Optional.of(survivor),
                    changed,
                    added,
                    named,
                    Optional.empty()));
        });
    }
}
