package io.rapport.server.imports;

import io.rapport.server.customer.Roster;
import io.rapport.server.facts.ExternalId;
import io.rapport.server.facts.Facts;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What an import would do, counted over the whole file without writing anything. Memory: the first lines, the first
/// refusals, and some bytes for each line, by which later lines are seen to be about the same person.
final class Preview {
    static final int SHOWN = 20;
    static final int REFUSED_SHOWN = 20;

    private final Roster roster;
    private final Facts facts;
    private final Filling filling;
    private final Map<Long, Integer> ahead = new HashMap<>();
    private final Map<Outcome.Kind, Integer> counts = new EnumMap<>(Outcome.Kind.class);
    private final List<Shown> shown = new ArrayList<>();
    private final List<Outcome> refused = new ArrayList<>();

    Preview(Roster roster, Facts facts, Filling filling) {
        this.roster = roster;
        this.facts = facts;
        this.filling = filling;
    }

    /// @param known as whom we know them
    record Shown(Line line, Outcome outcome, String known) {}

    int count(Outcome.Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    List<Shown> shown() {
        return shown;
    }

    List<Outcome> refused() {
        return refused;
    }

    void add(List<Line> lines) {
        Set<ContactPoint> points = new HashSet<>();
        Set<ExternalId> ids = new HashSet<>();
        lines.stream().filter(line -> line.wrong().isEmpty()).forEach(line -> {
            points.addAll(line.points());
            ids.addAll(line.ids());
        });
        Map<ContactPoint, List<Roster.Holder>> holders = new HashMap<>(roster.holders(points));
        Map<ExternalId, CustomerId> named = new HashMap<>(facts.people(ids));
        Map<Line, Decision> decisions = new HashMap<>();
        Set<CustomerId> known = new HashSet<>();
        for (Line line : lines) {
            if (line.wrong().isPresent()) {
                continue;
            }
            foresee(line, holders, named);
            Decision decision = Decision.of(line, named, holders);
            decisions.put(line, decision);
            if (decision instanceof Decision.Known(var survivor) && survivor.value() < Decision.AHEAD) {
                known.add(survivor);
            }
            if (decision instanceof Decision.New) {
                line.points().forEach(p -> ahead.putIfAbsent(key(p), line.number()));
                line.ids().forEach(i -> ahead.putIfAbsent(key(i), line.number()));
            }
        }
        Map<CustomerId, Roster.Told> told = roster.known(known);
        Map<CustomerId, Map<Long, String>> values = facts.values(known);
        for (Line line : lines) {
            Outcome outcome = line.wrong()
                    .map(wrong -> Outcome.refused(line.number(), wrong))
                    .orElseGet(() ->
                            outcome(line, Objects.requireNonNull(decisions.get(line)), told, values, holders, named));
            add(line, outcome, told);
        }
    }

    private void add(Line line, Outcome outcome, Map<CustomerId, Roster.Told> told) {
        counts.merge(outcome.kind(), 1, Integer::sum);
        if (shown.size() < SHOWN) {
            shown.add(new Shown(
                    line,
                    outcome,
                    outcome.customer().map(told::get).map(Roster.Told::name).orElse("")));
        }
        if (outcome.kind() == Outcome.Kind.REFUSED && refused.size() < REFUSED_SHOWN) {
            refused.add(outcome);
        }
    }

    /// Adds whom earlier lines of this file would make.
    private void foresee(Line line, Map<ContactPoint, List<Roster.Holder>> holders, Map<ExternalId, CustomerId> named) {
        for (ContactPoint point : line.points()) {
            Integer made = ahead.get(key(point));
            if (made != null) {
                holders.put(point, List.of(new Roster.Holder(new CustomerId(Decision.AHEAD + made), true)));
            }
        }
        for (ExternalId id : line.ids()) {
            Integer made = ahead.get(key(id));
            if (made != null) {
                named.put(id, new CustomerId(Decision.AHEAD + made));
            }
        }
    }

    private Outcome outcome(
            Line line,
            Decision decision,
            Map<CustomerId, Roster.Told> told,
            Map<CustomerId, Map<Long, String>> values,
            Map<ContactPoint, List<Roster.Holder>> holders,
            Map<ExternalId, CustomerId> named) {
        return switch (decision) {
            case Decision.New() -> Outcome.made(line.number(), Optional.empty());
            case Decision.Refused(var reason) -> Outcome.refused(line.number(), new Line.Wrong("", reason));
            case Decision.Known(var survivor) -> {
                Roster.Told before = told.get(survivor);
                Map<String, List<String>> changed =
                        before == null ? new HashMap<>() : Filling.differences(before, filling.told(before, line));
                Map<Long, String> known = values.getOrDefault(survivor, Map.of());
                filling.facts(known, line)
                        .forEach((field, value) ->
                                changed.put("FIELD:" + field, List.of(known.getOrDefault(field, ""), value)));
                boolean same = before != null
                        && changed.isEmpty()
                        && holders.keySet().containsAll(line.points())
                        && named.keySet().containsAll(line.ids());
                yield new Outcome(
                        line.number(),
                        same ? Outcome.Kind.SAME : Outcome.Kind.JOINED,
                        before == null ? Optional.empty() : Optional.of(survivor),
                        changed,
                        List.of(),
                        List.of(),
                        Optional.empty());
            }
        };
    }

    private static long key(ContactPoint point) {
        return hash(point.kind().name(), point.value());
    }

    private static long key(ExternalId id) {
        return hash(id.system(), id.value());
    }

    /// FNV-1a, 64 bits: among the lines of one file, two that differ do not meet.
    private static long hash(String one, String other) {
        long hash = 0xcbf29ce484222325L;
        String both = one + ' ' + other;
        for (int n = 0; n < both.length(); n++) {
            hash = (hash ^ both.charAt(n)) * 0x100000001b3L;
        }
        return hash;
    }
}
