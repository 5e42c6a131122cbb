package io.rapport.server.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Cuts from a text the stretch that has most of the words in it. Pure.
final class Snippet {
    /// Words shown.
    private static final int SHOWN = 32;

    /// Of which so many stand before the first that was found.
    private static final int LEAD = 6;

    /// In UTF-16 units, for texts of few words and many signs.
    private static final int LONGEST = 500;

    private record Place(String word, int start, int end, boolean found) {}

    private Snippet() {}

    /// Its parts, cut where a word that was looked for begins or ends; the beginning of the text where there is none.
    static List<Hit.Part> of(String text, Words words) {
        List<Place> places = new ArrayList<>();
        Terms terms = new Terms(text, text.length());
        while (terms.next()) {
            places.add(new Place(terms.word(), terms.start(), terms.end(), words.wants(terms.word())));
        }
        int first = first(places);
        int begin = first == 0 && (places.isEmpty() || places.getFirst().start() < LONGEST / 4)
                ? 0
                : places.get(first).start();
        int limit = Math.min(text.length(), begin + LONGEST);
        List<Hit.Part> parts = new ArrayList<>();
        int at = begin;
        int last = Math.min(places.size(), first + SHOWN);
        for (Place place : places.subList(first, last)) {
            if (place.end() > limit) {
                break;
            }
            if (place.found()) {
                add(parts, text.substring(at, place.start()), false);
                add(parts, text.substring(place.start(), place.end()), true);
                at = place.end();
            }
        }
        add(parts, text.substring(at, end(text, places, first, last, limit)), false);
        return parts;
    }

    private static int end(String text, List<Place> places, int first, int last, int limit) {
        if (last == places.size() && text.length() <= limit) {
            return text.length();
        }
        int end = places.isEmpty() ? limit : Math.min(limit, places.get(first).start());
        for (Place place : places.subList(first, last)) {
            end = place.end() <= limit ? place.end() : end;
        }
        return end;
    }

    private static void add(List<Hit.Part> parts, String text, boolean found) {
        if (!text.isEmpty()) {
            parts.add(new Hit.Part(text, found));
        }
    }

    /// Where the stretch with most different words that were looked for begins; of equal ones the earliest.
    private static int first(List<Place> places) {
        int hit = 0;
        int most = 0;
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).found()) {
                Set<String> different = new HashSet<>();
                for (Place place : places.subList(i, Math.min(places.size(), i + SHOWN - LEAD))) {
                    if (place.found()) {
                        different.add(place.word());
                    }
                }
                if (different.size() > most) {
                    most = different.size();
                    hit = i;
                }
            }
        }
        int first = Math.max(0, hit - LEAD);
        while (first < hit && places.get(hit).end() - places.get(first).start() > LONGEST / 2) {
            first++;
        }
        return first;
    }
}
