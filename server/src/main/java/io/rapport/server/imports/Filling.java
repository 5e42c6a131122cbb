package io.rapport.server.imports;

import io.rapport.server.customer.Roster;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a line does to what is known of somebody. Empty cells take nothing away. Pure.
enum Filling {
    /// Only what is not known yet is written.
    FILL_EMPTY,
    /// What the line says stands in place of what was known.
    REPLACE;

    Roster.Told told(Roster.Told known, Line line) {
        boolean nameless = line.points().stream().anyMatch(p -> p.value().equals(known.name()));
        boolean renames = !line.name().isEmpty() && (this == REPLACE || nameless);
        return new Roster.Told(
                renames ? line.name() : known.name(),
                one(known.organisation(), line.organisation()),
                one(known.place(), line.place()),
                this == REPLACE ? one(known.language(), line.language()) : known.language(),
                one(known.bestTime(), line.bestTime()));
    }

    private Optional<String> one(Optional<String> known, Optional<String> said) {
        boolean writes = said.isPresent()
                && (this == REPLACE || known.filter(k -> !k.isBlank()).isEmpty());
        boolean same = known.isPresent() && said.isPresent() && known.get().equalsIgnoreCase(said.get());
        return writes && !same ? said : known;
    }

    /// The values that are written.
    Map<Long, String> facts(Map<Long, String> known, Line line) {
        Map<Long, String> written = new HashMap<>();
        line.facts().forEach((field, value) -> {
            String before = known.getOrDefault(field, "");
            if (!before.equals(value) && (this == REPLACE || before.isEmpty())) {
                written.put(field, value);
            }
        });
        return written;
    }

    /// Somebody new, as the line says.
    static Roster.Told fresh(Line line) {
        String name = line.name().isEmpty()
                ? line.points().stream()
                        .findFirst()
                        .map(p -> p.value())
                        .orElseGet(() -> line.ids().getFirst().value())
                : line.name();
        return new Roster.Told(name, line.organisation(), line.place(), line.language(), line.bestTime());
    }

    /// Which of the five differ, by their names in the mapping.
    static Map<String, List<String>> differences(Roster.Told before, Roster.Told after) {
        Map<String, List<String>> changed = new LinkedHashMap<>();
        put(changed, "NAME", before.name(), after.name());
        put(
                changed,
                "ORGANISATION",
                before.organisation().orElse(""),
                after.organisation().orElse(""));
        put(changed, "PLACE", before.place().orElse(""), after.place().orElse(""));
        put(changed, "LANGUAGE", before.language().orElse(""), after.language().orElse(""));
        put(changed, "BEST_TIME", before.bestTime().orElse(""), after.bestTime().orElse(""));
        return changed;
    }

    private static void put(Map<String, List<String>> changed, String what, String before, String after) {
        if (!before.equals(after)) {
            changed.put(what, List.of(before, after));
        }
    }
}
