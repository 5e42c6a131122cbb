package io.rapport.server.imports;

import io.rapport.server.customer.EnteredAddress;
import io.rapport.server.facts.ExternalId;
import io.rapport.server.vocabulary.ContactPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the cells of a line as what their columns are. Pure.
///
/// @param headers as they stand in the first line
/// @param targets where each column goes
record LineReader(List<String> headers, List<Target> targets) {
    private static final int MAX_TEXT = 200;
    private static final int MAX_POINTS = 10;

    Line read(Csv.Row row) {
        Reading reading = new Reading(row.line());
        if (row.cut()) {
            reading.wrong("", "The line is longer than any should be.");
        }
        for (int n = 0; n < Math.min(targets.size(), row.cells().size()); n++) {
            String cell = row.cells().get(n).strip();
            if (!cell.isEmpty()) {
                reading.take(targets.get(n), headers.get(n), cell);
            }
        }
        if (row.cells().size() > headers.size()
                && row.cells().subList(headers.size(), row.cells().size()).stream()
                        .anyMatch(c -> !c.isBlank())) {
            reading.wrong("", "It has more cells than there are columns.");
        }
        return reading.line();
    }

    private static final class Reading {
        private final int number;
        private final Map<Target.Plain, String> plain = new HashMap<>();
        private final Set<ContactPoint> points = new LinkedHashSet<>();
        private final Set<ExternalId> ids = new LinkedHashSet<>();
        private final Map<Long, String> facts = new HashMap<>();
        private Optional<Line.Wrong> wrong = Optional.empty();

        Reading(int number) {
            this.number = number;
        }

        void wrong(String header, String reason) {
            if (wrong.isEmpty()) {
                wrong = Optional.of(new Line.Wrong(header, reason));
            }
        }

        void take(Target target, String header, String cell) {
            switch (target) {
                case Target.Nothing _ -> {}
                case Target.Id(var system) ->
                    ExternalId.read(system, cell)
                            .ifPresentOrElse(ids::add, () -> wrong(header, "That is no number of a system."));
                case Target.OfField(var field) ->
                    field.kind()
                            .read(cell, field.choices())
                            .ifPresentOrElse(
                                    value -> facts.put(field.id(), value),
                                    () -> wrong(header, field.kind().rule()));
                case Target.Plain.EMAIL, Target.Plain.PHONE -> address(target == Target.Plain.EMAIL, header, cell);
                case Target.Plain.LANGUAGE -> language(header, cell);
                case Target.Plain one -> text(one, header, cell);
            }
        }

        private void address(boolean mail, String header, String cell) {
            for (String one : cell.split("[,;|]")) {
                Optional<ContactPoint> read = one.isBlank() ? Optional.empty() : EnteredAddress.read(one);
                boolean right = read.filter(p -> (p.kind() == ContactPoint.Kind.EMAIL) == mail)
                        .isPresent();
                if (right && points.size() < MAX_POINTS) {
                    points.add(read.get());
                } else if (!one.isBlank()) {
                    wrong(
                            header,
                            right
                                    ? "More than " + MAX_POINTS + " addresses."
                                    : mail
                                            ? "That is no e-mail address."
                                            : "That is no telephone number of 5 to 15 digits.");
                }
            }
        }

        private void language(String header, String cell) {
            Locale locale = Locale.forLanguageTag(cell.replace('_', '-'));
            String code = locale.getLanguage();
            if (code.length() == 2) {
                plain.put(Target.Plain.LANGUAGE, code);
            } else {
                wrong(header, "A language is written as its code: en, de, es.");
            }
        }

        private void text(Target.Plain target, String header, String cell) {
            String line = cell.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
            if (line.length() > MAX_TEXT) {
                wrong(header, "At most " + MAX_TEXT + " characters.");
            }
            plain.put(target, line);
        }

        private String name() {
            String both = (plain.getOrDefault(Target.Plain.FIRST_NAME, "") + " "
                            + plain.getOrDefault(Target.Plain.LAST_NAME, ""))
                    .strip();
            return plain.getOrDefault(Target.Plain.NAME, both);
        }

        Line line() {
            if (points.isEmpty() && ids.isEmpty()) {
                wrong("", "Neither an address nor a number in another system: it would be somebody new each time.");
            }
            return new Line(
                    number,
                    name(),
                    said(Target.Plain.ORGANISATION),
                    said(Target.Plain.PLACE),
                    said(Target.Plain.LANGUAGE),
                    said(Target.Plain.BEST_TIME),
                    List.copyOf(points),
                    new ArrayList<>(ids),
                    Map.copyOf(facts),
                    wrong);
        }

        private Optional<String> said(Target.Plain target) {
            return Optional.ofNullable(plain.get(target));
        }
    }
}
