package io.rapport.server.desk;

import io.rapport.server.vocabulary.AlwaysAnswered;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Calendar;
import io.rapport.server.workforce.Catchment;
import io.rapport.server.workforce.PostcodePrefix;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.TeamDraft;
import io.rapport.server.workforce.TeamPage;
import io.rapport.server.workforce.Workforce;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Between teams and how an administrator describes them.
final class TeamSetups {
    private static final int MAX_TEXT = 500;

    private TeamSetups() {}

    record SlotSetup(int day, String from, String to) {}

    record HolidaySetup(String date, String name) {}

    record CalendarSetup(List<SlotSetup> slots, List<HolidaySetup> holidays) {}

    /// Lists that are missing stay what they are.
    ///
    /// @param postcodes each a country and how its postcodes begin: `GB BS1`
    record TeamSetup(
            @Nullable String id,
            String name,
            @AlwaysAnswered @Nullable String place,
            String zone,
            @AlwaysAnswered @Nullable String address,
            @AlwaysAnswered @Nullable String welcome,
            boolean fallback,
            int answerWithinMinutes,
            CalendarSetup calendar,
            @AlwaysAnswered @Nullable List<String> postcodes,
            @AlwaysAnswered @Nullable List<String> numbers,
            @AlwaysAnswered @Nullable List<String> countries,
            @AlwaysAnswered @Nullable List<String> languages,
            @AlwaysAnswered @Nullable String slug,
            @AlwaysAnswered @Nullable Boolean pageShown,
            @AlwaysAnswered @Nullable String number) {}

    static TeamDraft draft(TeamSetup setup, Optional<Team> self, Workforce workforce) {
        String name = SessionRoutes.required("name", setup.name());
        List<Team> others = workforce.teams().stream()
                .filter(t -> self.filter(s -> s.id().equals(t.id())).isEmpty())
                .toList();
        boolean taken = others.stream().anyMatch(t -> t.name().equals(name));
        if (taken || name.length() > 80) {
            throw Refusal.field("name", taken ? "There is a team of this name." : "At most 80 characters, please.");
        }
        if (setup.answerWithinMinutes() < 1 || setup.answerWithinMinutes() > 86_400) {
            throw Refusal.field("answerWithinMinutes", "From 1 minute to 60 days.");
        }
        return new TeamDraft(
                name,
                orEmpty(setup.place()),
                orEmpty(setup.address()).toLowerCase(Locale.ROOT),
                orEmpty(setup.welcome()),
                setup.fallback(),
                Duration.ofMinutes(setup.answerWithinMinutes()),
                calendar(setup),
                catchment(setup, self.map(Team::catchment).orElse(Catchment.NONE)),
                page(setup, self.map(Team::page).orElse(TeamPage.NONE), others));
    }

    private static Catchment catchment(TeamSetup setup, Catchment before) {
        return new Catchment(
                list(
                        "postcodes",
                        setup.postcodes(),
                        before.postcodes(),
                        Catchment.MOST_POSTCODES,
                        PostcodePrefix::read,
                        "is not how postcodes begin. Write the country's two letters and the beginning: GB BS1."),
                list(
                        "numbers",
                        setup.numbers(),
                        before.numbers(),
                        Catchment.MOST_NUMBERS,
                        Catchment::number,
                        "is not how numbers begin. Write a plus, the country and the area: +44 117."),
                list(
                        "countries",
                        setup.countries(),
                        before.countries(),
                        Catchment.MOST_COUNTRIES,
                        Catchment::country,
                        "is no country. Write its two letters: GB, ES."),
                list(
                        "languages",
                        setup.languages(),
                        before.languages(),
                        Catchment.MOST_LANGUAGES,
                        Catchment::language,
                        "is no language. Write its two letters: en, es."));
    }

    private static <T> List<T> list(
            String field,
            @Nullable List<String> typed,
            List<T> before,
            int most,
            Function<String, Optional<T>> read,
            String wrong) {
        if (typed == null) {
            return before;
        }
        List<String> said =
                typed.stream().filter(t -> t != null && !t.isBlank()).toList();
        if (said.size() > most) {
            throw Refusal.field(field, "At most " + most + ", please.");
        }
        List<T> list = new ArrayList<>();
        for (String one : said) {
            String shown = one.length() > 40 ? one.substring(0, 40) + "…" : one;
            list.add(read.apply(one).orElseThrow(() -> Refusal.field(field, "“" + shown + "” " + wrong)));
        }
        return list;
    }

    private static TeamPage page(TeamSetup setup, TeamPage before, List<Team> others) {
        String given = setup.slug();
        Optional<String> slug = given == null
                ? before.slug()
                : Optional.of(given.strip().toLowerCase(Locale.ROOT)).filter(s -> !s.isEmpty());
        if (slug.filter(s -> !TeamPage.isSlug(s)).isPresent()) {
            throw Refusal.field("slug", "Small letters, digits and hyphens between them, at most 60: harbourside.");
        }
        if (slug.isPresent() && others.stream().anyMatch(t -> t.page().slug().equals(slug))) {
            throw Refusal.field("slug", "Another team's page is there.");
        }
        String number = setup.number() == null
                ? before.number()
                : setup.number().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (number.length() > 40 || !number.matches("[+0-9 ()./-]*")) {
            throw Refusal.field("number", "A telephone number, such as +44 117 496 0100.");
        }
        return new TeamPage(slug, setup.pageShown() == null ? before.shown() : setup.pageShown(), number);
    }

    private static Calendar calendar(TeamSetup setup) {
        ZoneId zone;
        try {
            zone = ZoneId.of(setup.zone().strip());
        } catch (DateTimeException unknown) {
            throw Refusal.field("zone", "There is no such time zone. An example: Europe/London.");
        }
        try {
            List<Calendar.Slot> slots = new ArrayList<>();
            for (SlotSetup slot : setup.calendar().slots()) {
                slots.add(new Calendar.Slot(DayOfWeek.of(slot.day()), minute(slot.from()), minute(slot.to())));
            }
            Map<LocalDate, String> holidays = new HashMap<>();
            for (HolidaySetup day : setup.calendar().holidays()) {
                holidays.put(LocalDate.parse(day.date()), day.name());
            }
            return new Calendar(zone, slots, holidays);
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw Refusal.field("calendar", "The hours can't be read: " + wrong.getMessage() + ".");
        }
    }

    private static int minute(String text) {
        String[] two = text.strip().split(":", -1);
        if (two.length != 2 || !two[0].matches("\\d{1,2}") || !two[1].matches("\\d{2}")) {
            throw new IllegalArgumentException("a time is written like 09:00, not \"" + text + "\"");
        }
        int minutes = Integer.parseInt(two[1]);
        if (minutes > 59) {
            throw new IllegalArgumentException("an hour has 60 minutes");
        }
        return Integer.parseInt(two[0]) * 60 + minutes;
    }

    static TeamSetup view(Team team) {
        Calendar calendar = team.calendar();
        return new TeamSetup(
                team.id().toString(),
                team.name(),
                team.place(),
                calendar.zone().getId(),
                team.address(),
                team.welcome(),
                team.fallback(),
                (int) team.answerWithin().toMinutes(),
                new CalendarSetup(
                        calendar.slots().stream()
                                .map(s -> new SlotSetup(s.day().getValue(), clock(s.fromMinute()), clock(s.toMinute())))
                                .toList(),
                        calendar.holidays().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(e -> new HolidaySetup(e.getKey().toString(), e.getValue()))
                                .toList()),
                team.catchment().postcodes().stream()
                        .map(PostcodePrefix::toString)
                        .toList(),
                team.catchment().numbers(),
                team.catchment().countries(),
                team.catchment().languages(),
                team.page().slug().orElse(""),
                team.page().shown(),
                team.page().number());
    }

    private static String clock(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
    }

    private static String orEmpty(@Nullable String text) {
        String clean = text == null ? "" : text.strip();
        return clean.length() > MAX_TEXT ? clean.substring(0, MAX_TEXT) : clean;
    }
}
