package io.rapport.server.demo;

import io.rapport.server.workforce.Calendar;
import io.rapport.server.workforce.Catchment;
import io.rapport.server.workforce.PostcodePrefix;
import io.rapport.server.workforce.TeamPage;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the demo company's teams are, when they are there, and where their customers live. Numbers are of those that
/// nobody will ever have (Ofcom's for drama).
final class Homes {
    private Homes() {}

    /// One team's place.
    ///
    /// @param days on which it works, Monday first
    /// @param from hour of the day at which it opens; 0 to 24
    private record Home(
            String number, String area, List<String> postcodes, String welcome, int days, int from, int to) {}

    private static final Map<String, Home> HOMES = Map.of(
            "harbourside",
            new Home(
                    "+44 117 496 0100",
                    "+44117",
                    List.of("GB BS", "GB BA"),
                    "We look after everybody on the line between the river and the hills, day and night. Ask for any of"
                            + " us; we talk to each other.",
                    7,
                    0,
                    24),
            "castlegate",
            new Home(
                    "+44 1904 496 010",
                    "+441904",
                    List.of("GB YO", "GB HG", "GB LS"),
                    "York, the Dales and the coast. If we can't answer you at once, one of us calls you back.",
                    6,
                    8,
                    20),
            "millbrook",
            new Home(
                    "+44 1603 496 010",
                    "+441603",
                    List.of("GB NR", "GB IP"),
                    "From the Broads to the sea. Most of us live here, and our lines are the same as yours.",
                    5,
                    8,
                    19));

    /// Its number as telephones dial it (E.164).
    static String dialled(People.DemoTeam team) {
        return of(team).number().replace(" ", "");
    }

    private static Home of(People.DemoTeam team) {
        return Optional.ofNullable(HOMES.get(team.key())).orElseThrow();
    }

    static String welcome(People.DemoTeam team) {
        return of(team).welcome();
    }

    static Calendar calendar(People.DemoTeam team, int year) {
        Home home = of(team);
        List<Calendar.Slot> slots = new ArrayList<>();
        for (int day = 1; day <= home.days(); day++) {
            slots.add(new Calendar.Slot(DayOfWeek.of(day), home.from() * 60, home.to() * 60));
        }
        Map<LocalDate, String> holidays = home.days() == 7
                ? Map.of()
                : Map.of(LocalDate.of(year, 12, 25), "Christmas Day", LocalDate.of(year, 12, 26), "Boxing Day");
        return new Calendar(ZoneId.of("Europe/London"), slots, holidays);
    }

    static Catchment catchment(People.DemoTeam team) {
        Home home = of(team);
        return new Catchment(
                home.postcodes().stream()
                        .flatMap(code -> PostcodePrefix.read(code).stream())
                        .toList(),
                List.of(home.area()),
                List.of("GB"),
                List.of());
    }

    static TeamPage page(People.DemoTeam team) {
        return new TeamPage(Optional.of(team.key()), true, of(team).number());
    }
}
