package io.rapport.server.customer;

import io.rapport.server.vocabulary.CustomerId;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Decides whose knock it is, among the customers an address is linked with. Pure.
///
/// An address that was once proven is only believed when it is proven again: whoever uses it without proof gets a
/// record of their own that merely claims to be that customer, so that no spoofed sender opens anybody's history.
/// An address of several people (a family, an office) belongs to the one whose name is given; if the name fits
/// none or several, to a record that stands for the address itself.
final class Matching {
    private Matching() {}

    /// One link of the address.
    ///
    /// @param claimant whether the linked customer only claims to be another
    /// @param forAddress whether the linked customer stands for the address itself
    /// @param survivor who speaks for the linked customer: records merged with each other are one person
    record Link(
            CustomerId customer,
            String name,
            LinkProof proof,
            boolean claimant,
            boolean forAddress,
            CustomerId survivor) {}

    sealed interface Decision {
        record Existing(Link link) implements Decision {}

        record Stranger() implements Decision {}

        /// Make (or find) the record that only claims to be `original`.
        record Claimant(CustomerId original) implements Decision {}

        /// Make the record that stands for the address.
        record ForAddress() implements Decision {}
    }

    static Decision decide(List<Link> links, String name, Evidence evidence, Optional<CustomerId> said) {
        List<Link> real = links.stream().filter(l -> !l.claimant()).toList();
        if (real.isEmpty()) {
            return links.isEmpty() ? new Decision.Stranger() : new Decision.Existing(links.getFirst());
        }
        Optional<Link> named = said.flatMap(customer ->
                real.stream().filter(l -> l.customer().equals(customer)).findFirst());
        if (named.isPresent()) {
            return new Decision.Existing(named.get());
        }
        boolean onceProven = real.stream().anyMatch(l -> l.proof() == LinkProof.VERIFIED);
        boolean believed = switch (evidence) {
            case PROVEN -> true;
            case UNKNOWN -> !onceProven;
            case REFUTED -> false;
        };
        if (!believed) {
            return links.stream()
                    .filter(Link::claimant)
                    .findFirst()
                    .<Decision>map(Decision.Existing::new)
                    .orElseGet(() -> new Decision.Claimant(real.getFirst().customer()));
        }
        List<Link> sameName = name.isBlank()
                ? List.of()
                : real.stream()
                        .filter(l -> comparable(l.name()).equals(comparable(name)))
                        .toList();
        if (onePerson(real)) {
            return new Decision.Existing(sameName.isEmpty() ? real.getFirst() : sameName.getFirst());
        }
        if (onePerson(sameName)) {
            return new Decision.Existing(sameName.getFirst());
        }
        return real.stream()
                .filter(Link::forAddress)
                .findFirst()
                .<Decision>map(Decision.Existing::new)
                .orElseGet(Decision.ForAddress::new);
    }

    private static boolean onePerson(List<Link> links) {
        return links.stream().map(Link::survivor).distinct().count() == 1;
    }

    /// "Kovač, Hana" and "hana kovac" are one name.
    static String comparable(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        String[] words = plain.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+");
        java.util.Arrays.sort(words);
        return String.join(" ", words).strip();
    }
}
