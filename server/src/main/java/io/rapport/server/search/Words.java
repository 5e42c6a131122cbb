package io.rapport.server.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What somebody typed into a search box: words that must all be there, "words in this order", -but not this, this or
/// that; and the word that they are still typing, which is also found by its beginning. `or` binds looser than the
/// rest.
///
/// @param alternatives one of them must hold; none: there is nothing to look for
record Words(List<List<Part>> alternatives) {
    static final int MAX = 200;

    /// Shorter ones begin nearly every text.
    private static final int SHORTEST_BEGINNING = 3;

    /// @param sequence words in this order; at least one
    /// @param wanted must be there, or must not
    /// @param beginning whether the last one may go on
    record Part(List<String> sequence, boolean wanted, boolean beginning) {
        private String query() {
            String words = String.join(" <-> ", sequence) + (beginning ? ":*" : "");
            return (wanted ? "(" : "!(") + words + ")";
        }

        boolean has(String word) {
            return sequence.contains(word) || beginning && word.startsWith(sequence.getLast());
        }
    }

    static Words of(String typed) {
        String text = typed.length() > MAX ? typed.substring(0, MAX) : typed;
        List<List<Part>> alternatives = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char sign = text.charAt(at);
            if (Character.isWhitespace(sign)) {
                at++;
                continue;
            }
            boolean wanted = sign != '-';
            int begin = wanted ? at : at + 1;
            boolean quoted = begin < text.length() && text.charAt(begin) == '"';
            int end = quoted ? closing(text, begin + 1) : blank(text, begin);
            String said = text.substring(quoted ? begin + 1 : begin, end);
            if (!quoted && wanted && said.equalsIgnoreCase("or")) {
                alternatives.add(parts);
                parts = new ArrayList<>();
            } else {
                boolean last = end == text.length() && !quoted && wanted;
                part(said, wanted, last).ifPresent(parts::add);
            }
            at = quoted ? end + 1 : end;
        }
        alternatives.add(parts);
        // Everything without a word is no answer to a question.
        return new Words(alternatives.stream()
                .filter(all -> all.stream().anyMatch(Part::wanted))
                .map(List::copyOf)
                .toList());
    }

    private static int closing(String text, int from) {
        int end = text.indexOf('"', from);
        return end < 0 ? text.length() : end;
    }

    private static int blank(String text, int from) {
        int at = from;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && text.charAt(at) != '"') {
            at++;
        }
        return at;
    }

    private static java.util.Optional<Part> part(String said, boolean wanted, boolean last) {
        List<String> sequence = new ArrayList<>();
        Terms terms = new Terms(said, said.length());
        int end = 0;
        while (terms.next()) {
            sequence.add(terms.word());
            end = terms.end();
        }
        if (sequence.isEmpty()) {
            return java.util.Optional.empty();
        }
        boolean goesOn = last && end == said.length() && sequence.getLast().length() >= SHORTEST_BEGINNING;
        return java.util.Optional.of(new Part(List.copyOf(sequence), wanted, goesOn));
    }

    boolean isEmpty() {
        return alternatives.isEmpty();
    }

    /// In the language of PostgreSQL's `tsquery`.
    String query() {
        return alternatives.stream()
                .map(all -> all.stream().map(Part::query).collect(Collectors.joining(" & ")))
                .collect(Collectors.joining(" | "));
    }

    /// Whether somebody who looks for this wants to see this word.
    boolean wants(String word) {
        return alternatives.stream().flatMap(List::stream).anyMatch(part -> part.wanted() && part.has(word));
    }
}
