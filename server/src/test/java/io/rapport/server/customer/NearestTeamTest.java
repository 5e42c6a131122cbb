package io.rapport.server.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Calendar;
import io.rapport.server.workforce.Catchment;
import io.rapport.server.workforce.PostcodePrefix;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.TeamPage;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NearestTeamTest {
    private static final TeamId BRISTOL = new TeamId(1);
    private static final TeamId BATH = new TeamId(2);
    private static final TeamId MADRID = new TeamId(3);
    private static final TeamId ANYWHERE = new TeamId(4);

    private static final List<HomeTeamPolicy.Candidate> TEAMS = List.of(
            team(BRISTOL, 90, List.of("GB BS", "GB BA1"), List.of("+44117", "+441"), List.of("GB"), List.of("en")),
            team(BATH, 80, List.of("GB BA", "GB BA1 5"), List.of("+441225"), List.of("GB"), List.of("en")),
            team(MADRID, 70, List.of("ES 28"), List.of("+3491"), List.of("ES"), List.of("es")),
            team(ANYWHERE, 60, List.of(), List.of(), List.of(), List.of()));

    private static HomeTeamPolicy.Candidate team(
            TeamId id,
            double load,
            List<String> postcodes,
            List<String> numbers,
            List<String> countries,
            List<String> languages) {
        List<PostcodePrefix> prefixes = postcodes.stream()
                .map(p -> PostcodePrefix.read(p).orElseThrow())
                .toList();
        Team team = new Team(
                id,
                "Team " + id,
                "",
                "",
                "",
                false,
                Duration.ofHours(4),
                Calendar.officeHours(ZoneId.of("Europe/London")),
                new Catchment(prefixes, numbers, countries, languages),
                TeamPage.NONE);
        return new HomeTeamPolicy.Candidate(team, load);
    }

    private static HomeChoice home(Optional<TeamId> door, Bearings bearings) {
        return new NearestTeam().choose(new HomeTeamPolicy.Newcomer(door, bearings), TEAMS);
    }

    private static Bearings postcode(String postcode) {
        return new Bearings(Optional.of(postcode), List.of(), Optional.empty(), Optional.empty());
    }

    private static Bearings numbers(String... numbers) {
        return Bearings.NONE.with(Stream.of(numbers)
                .map(n -> new ContactPoint(ContactPoint.Kind.PHONE, n))
                .toList());
    }

    @Test
    void whoever_comes_by_a_teams_own_door_is_theirs_wherever_they_live() {
        assertThat(home(Optional.of(MADRID), postcode("BS1 4QA"))).isEqualTo(new HomeChoice(MADRID, HomeWhy.DOOR, ""));
        assertThat(home(Optional.of(new TeamId(99)), postcode("BS1 4QA")).team())
                .as("a door of a team that is gone gives nobody to it")
                .isEqualTo(BRISTOL);
    }

    @Test
    void the_longest_beginning_of_a_postcode_decides() {
        assertThat(home(Optional.empty(), postcode("bs1 4qa")))
                .isEqualTo(new HomeChoice(BRISTOL, HomeWhy.POSTCODE, "GB BS"));
        assertThat(home(Optional.empty(), postcode("BA1 2QX")))
                .isEqualTo(new HomeChoice(BRISTOL, HomeWhy.POSTCODE, "GB BA1"));
        assertThat(home(Optional.empty(), postcode("BA1 5AB")))
                .isEqualTo(new HomeChoice(BATH, HomeWhy.POSTCODE, "GB BA15"));
        assertThat(home(Optional.empty(), postcode("BA11 1AA")))
                .as("BA1 is not the beginning of BA11, another district")
                .isEqualTo(new HomeChoice(BATH, HomeWhy.POSTCODE, "GB BA"));
    }

    @Test
    void a_postcode_of_another_country_is_not_taken_for_ours() {
        assertThat(home(
                                Optional.empty(),
                                new Bearings(Optional.of("28013"), List.of(), Optional.of("DE"), Optional.empty()))
                        .why())
                .isEqualTo(HomeWhy.LOAD);
        assertThat(home(
                        Optional.empty(),
                        new Bearings(Optional.of("28013"), List.of(), Optional.of("ES"), Optional.empty())))
                .isEqualTo(new HomeChoice(MADRID, HomeWhy.POSTCODE, "ES 28"));
    }

    @Test
    void without_a_postcode_the_longest_beginning_of_any_of_their_numbers_decides() {
        assertThat(home(Optional.empty(), numbers("+441174960100")))
                .isEqualTo(new HomeChoice(BRISTOL, HomeWhy.NUMBER, "+44117"));
        assertThat(home(Optional.empty(), numbers("+447700900123", "+441225460100")))
                .isEqualTo(new HomeChoice(BATH, HomeWhy.NUMBER, "+441225"));
    }

    @Test
    void a_number_that_is_nobodys_still_tells_the_country_and_of_two_teams_the_one_with_room_helps() {
        assertThat(home(Optional.empty(), numbers("+34931234567")))
                .isEqualTo(new HomeChoice(MADRID, HomeWhy.COUNTRY, "ES"));
        assertThat(home(Optional.empty(), numbers("+442079460000")))
                .isEqualTo(new HomeChoice(BATH, HomeWhy.COUNTRY, "GB"));
    }

    @Test
    void then_how_they_speak_decides() {
        Bearings spanish = new Bearings(Optional.empty(), List.of(), Optional.empty(), Optional.of("es"));
        assertThat(home(Optional.empty(), spanish)).isEqualTo(new HomeChoice(MADRID, HomeWhy.LANGUAGE, "es"));
    }

    @Test
    void of_whom_nothing_is_known_the_team_with_most_room_takes_care() {
        assertThat(home(Optional.empty(), Bearings.NONE)).isEqualTo(new HomeChoice(ANYWHERE, HomeWhy.LOAD, ""));
    }
}
