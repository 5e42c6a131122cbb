package io.rapport.server.customer;

import io.rapport.server.workforce.PostcodePrefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The door's own team; else the nearest: by the longest beginning of their postcode, then of one of their numbers,
/// then
/// by country, then by language; else the one with most room. Of several teams that are equally near, the one with most
/// room; of those, the older.
final class NearestTeam implements HomeTeamPolicy {
    private static final Comparator<Candidate> ROOMIEST = Comparator.comparingDouble(Candidate::load)
            .thenComparing(candidate -> candidate.team().id().value());

    @Override
    public HomeChoice choose(Newcomer who, List<Candidate> teams) {
        Bearings bearings = who.bearings();
        Optional<String> country = bearings.likelyCountry();
        return who.doorTeam()
                .flatMap(door -> teams.stream()
                        .filter(candidate -> candidate.team().id().equals(door))
                        .findFirst())
                .map(candidate -> new HomeChoice(candidate.team().id(), HomeWhy.DOOR, ""))
                .or(() -> nearest(
                        teams,
                        HomeWhy.POSTCODE,
                        candidate -> candidate.team().catchment().postcodes().stream()
                                .filter(prefix -> isThere(prefix, bearings, country))
                                .map(PostcodePrefix::toString)
                                .toList()))
                .or(() -> nearest(
                        teams,
                        HomeWhy.NUMBER,
                        candidate -> candidate.team().catchment().numbers().stream()
                                .filter(prefix -> bearings.numbers().stream().anyMatch(n -> n.startsWith(prefix)))
                                .toList()))
                .or(() -> nearest(
                        teams,
                        HomeWhy.COUNTRY,
                        candidate -> candidate.team().catchment().countries().stream()
                                .filter(c -> country.filter(c::equals).isPresent())
                                .toList()))
                .or(() -> nearest(
                        teams,
                        HomeWhy.LANGUAGE,
                        candidate -> candidate.team().catchment().languages().stream()
                                .filter(l ->
                                        bearings.language().filter(l::equals).isPresent())
                                .toList()))
                .orElseGet(() -> new HomeChoice(
                        teams.stream().min(ROOMIEST).orElseThrow().team().id(), HomeWhy.LOAD, ""));
    }

    private static boolean isThere(PostcodePrefix prefix, Bearings bearings, Optional<String> country) {
        boolean elsewhere = country.filter(c -> !c.equals(prefix.country())).isPresent();
        return !elsewhere && bearings.postcode().filter(prefix::holds).isPresent();
    }

    private record Found(Candidate candidate, String by) {}

    /// @param matches by what of theirs a team is theirs
    private static Optional<HomeChoice> nearest(
            List<Candidate> teams, HomeWhy why, Function<Candidate, List<String>> matches) {
        List<Found> found = new ArrayList<>();
        for (Candidate candidate : teams) {
            matches.apply(candidate).stream()
                    .max(Comparator.comparingInt(String::length))
                    .ifPresent(by -> found.add(new Found(candidate, by)));
        }
        int longest = found.stream().mapToInt(one -> one.by().length()).max().orElse(0);
        return found.stream()
                .filter(one -> one.by().length() == longest)
                .min(Comparator.comparing(Found::candidate, ROOMIEST))
                .map(one -> new HomeChoice(one.candidate().team().id(), why, one.by()));
    }
}
