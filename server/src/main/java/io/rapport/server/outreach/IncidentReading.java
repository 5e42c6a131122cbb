package io.rapport.server.outreach;

import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.Language;
import io.rapport.server.web.Refusal;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads an incident as somebody wrote it.
final class IncidentReading {
    private IncidentReading() {}

    record TextGiven(
            @Nullable String language,
            @Nullable String happened,
            @Nullable String doing,
            @Nullable String subject,
            @Nullable String words) {}

    record FactGiven(@Nullable String field, @Nullable String value) {}

    record IdGiven(@Nullable String system, @Nullable String value) {}

    record WhomGiven(
            @Nullable Boolean everybody,
            @Nullable List<@Nullable String> teams,
            @Nullable List<@Nullable String> languages,
            @Nullable FactGiven fact,
            @Nullable IdGiven externalId,
            @Nullable String organisation,
            @Nullable String place) {}

    /// @param kind an [Incident.Kind]
    /// @param ways each a [Way]
    record Given(
            @OneOf(Incident.Kind.class) @Nullable String kind,
            @Nullable String name,
            @Nullable String since,
            @Nullable String until,
            @Nullable String effective,
            @Nullable Integer leadDays,
            @Nullable Integer secondHours,
            @Nullable List<@Nullable String> ways,
            @Nullable WhomGiven whom,
            @Nullable List<@Nullable TextGiven> texts) {}

    static Incidents.Draft draft(Given given) {
        Incident.Kind kind = Asked.oneOf(Incident.Kind.class, given.kind(), "kind");
        String name = Asked.line(given.name(), "name", Incident.MAX_NAME);
        if (name.isEmpty()) {
            throw Refusal.field("name", "Give it a name: the status page shows it too.");
        }
        List<Way> ways = stream(given.ways())
                .map(way -> Asked.oneOf(Way.class, way, "ways"))
                .distinct()
                .toList();
        if (ways.isEmpty()) {
            throw Refusal.field("ways", "Choose at least one way to tell them.");
        }
        return new Incidents.Draft(
                kind,
                name,
                Asked.instant(given.since(), "since"),
                Asked.instant(given.until(), "until"),
                kind == Incident.Kind.CHANGE ? Asked.instant(given.effective(), "effective") : Optional.empty(),
                kind == Incident.Kind.CHANGE ? bounded(given.leadDays(), "leadDays", Incident.MAX_LEAD_DAYS) : 0,
                given.secondHours() == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(
                                Math.max(1, bounded(given.secondHours(), "secondHours", Incident.MAX_SECOND_HOURS))),
                ways,
                whom(given.whom()),
                pages(given.texts()),
                notices(given.texts()));
    }

    private static int bounded(@Nullable Integer number, String field, int most) {
        int value = number == null ? 0 : number;
        if (value < 0 || value > most) {
            throw Refusal.field(field, "Give a number from 0 to " + most + ".");
        }
        return value;
    }

    private static Whom whom(@Nullable WhomGiven given) {
        if (given == null) {
            return Whom.LISTED;
        }
        List<Long> teams = stream(given.teams())
                .map(team -> Asked.number(team, "There is no such team."))
                .distinct()
                .toList();
        List<String> languages = stream(given.languages())
                .map(language -> Asked.line(language, "languages", 3).toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        if (teams.size() > Whom.MOST || languages.size() > Whom.MOST) {
            throw Refusal.field("whom", "Choose at most " + Whom.MOST + " of each.");
        }
        FactGiven fact = given.fact();
        IdGiven id = given.externalId();
        String place = Asked.line(given.place(), "place", 200);
        String organisation = given.organisation();
        return new Whom(
                Boolean.TRUE.equals(given.everybody()),
                teams,
                languages,
                fact == null || fact.field() == null
                        ? null
                        : new Whom.FactIs(
                                Asked.number(fact.field(), "There is no such field."), value(fact.value(), "fact")),
                id == null || id.system() == null || id.system().isBlank()
                        ? null
                        : new Whom.IdIs(Asked.line(id.system(), "externalId", 40), value(id.value(), "externalId")),
                organisation == null || organisation.isBlank()
                        ? null
                        : Long.valueOf(Asked.number(organisation, "There is no such organisation.")),
                place.isEmpty() ? null : place);
    }

    private static String value(@Nullable String given, String field) {
        String value = Asked.line(given, field, 200);
        if (value.isEmpty()) {
            throw Refusal.field(field, "Say which value it has; * at its end means whatever begins so.");
        }
        return value;
    }

    private static Map<Language, Incident.Text> pages(@Nullable List<@Nullable TextGiven> texts) {
        Map<Language, Incident.Text> all = new EnumMap<>(Language.class);
        stream(texts).forEach(text -> {
            String happened = Asked.words(text.happened(), "happened", Incident.Text.MAX);
            String doing = Asked.words(text.doing(), "doing", Incident.Text.MAX);
            if (!happened.isEmpty() || !doing.isEmpty()) {
                all.put(Language.of(text.language()), new Incident.Text(happened, doing));
            }
        });
        return all;
    }

    static Map<Language, Campaign.Text> notices(@Nullable List<@Nullable TextGiven> texts) {
        Map<Language, Campaign.Text> all = new EnumMap<>(Language.class);
        stream(texts).forEach(text -> {
            String subject = Asked.line(text.subject(), "subject", Campaign.Text.MAX_SUBJECT);
            String words = Asked.words(text.words(), "words", Campaign.Text.MAX_WORDS);
            if (!subject.isEmpty() || !words.isEmpty()) {
                all.put(Language.of(text.language()), new Campaign.Text(subject, words));
            }
        });
        return all;
    }

    private static <T> Stream<T> stream(@Nullable List<@Nullable T> list) {
        return list == null ? Stream.empty() : list.stream().filter(Objects::nonNull);
    }
}
