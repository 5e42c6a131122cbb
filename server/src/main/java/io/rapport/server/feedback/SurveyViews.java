package io.rapport.server.feedback;

import io.rapport.server.vocabulary.AlwaysAnswered;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Language;
import io.rapport.server.web.Refusal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A survey as it goes over the wire, and back.
final class SurveyViews {
    private SurveyViews() {}

    /// @param answers by answer, the words of those that have one
    record WordingView(
            @AlwaysAnswered @Nullable String question,
            @AlwaysAnswered @Nullable Map<String, String> answers,
            @AlwaysAnswered @Nullable String thanks) {}

    record TeamShareView(String team, int percent) {}

    /// @param scale what can be answered; of one that exists it stays
    /// @param words by language, `en` and `es`; a language that is missing gets ours
    /// @param teams that have another share than the survey's
    record SurveyGiven(
            @Nullable String name,
            @Nullable @OneOf(Scale.class) String scale,
            @Nullable @OneOf(Survey.State.class) String state,
            int sharePercent,
            int delayMinutes,
            int remindDays,
            @Nullable Map<String, WordingView> words,
            @Nullable List<TeamShareView> teams) {}

    /// What became of those whom the lot chose within the last 90 days.
    ///
    /// @param clicked opened without a vote by somebody who seems to be a person
    /// @param machines questions whose links were opened by machines
    /// @param excluded votes of our own people and networks
    record TallyView(
            int drawn,
            int asked,
            int delivered,
            int clicked,
            int voted,
            int machines,
            int excluded,
            Map<String, Integer> notAsked) {}

    /// @param pictures by answer: where its picture is, where it has one of the company's own
    record SurveyView(
            String id,
            String name,
            @OneOf(Scale.class) String scale,
            int series,
            @OneOf(Survey.State.class) String state,
            int sharePercent,
            int delayMinutes,
            int remindDays,
            Map<String, WordingView> words,
            List<TeamShareView> teams,
            Map<String, String> pictures,
            List<Integer> answers,
            TallyView tally) {}

    static SurveyView of(Survey survey, SurveyStore.Tally tally) {
        Map<String, WordingView> words = new TreeMap<>();
        for (Language language : Language.values()) {
            words.put(language.tag(), of(survey.in(language)));
        }
        Map<String, String> pictures = new TreeMap<>();
        survey.pictures().forEach((answer, key) -> pictures.put(answer.toString(), "/v/pictures/" + key));
        return new SurveyView(
                Long.toString(survey.id()),
                survey.name(),
                survey.scale().name(),
                survey.series(),
                survey.state().name(),
                survey.sharePercent(),
                survey.delayMinutes(),
                survey.remindDays(),
                words,
                survey.shares().entrySet().stream()
                        .map(share -> new TeamShareView(share.getKey().toString(), share.getValue()))
                        .sorted((a, b) -> a.team().compareTo(b.team()))
                        .toList(),
                pictures,
                survey.scale().answers(),
                new TallyView(
                        tally.drawn(),
                        tally.asked(),
                        tally.delivered(),
                        tally.clicked(),
                        tally.voted(),
                        tally.machines(),
                        tally.excluded(),
                        tally.notAsked()));
    }

    private static WordingView of(Wording wording) {
        Map<String, String> answers = new TreeMap<>();
        wording.answers().forEach((answer, word) -> answers.put(answer.toString(), word));
        return new WordingView(wording.question(), answers, wording.thanks());
    }

    /// @param id 0: a new one
    /// @param scale of one that exists
    static Survey read(long id, Optional<Scale> scale, SurveyGiven given) {
        String name = line(given.name());
        if (name.isEmpty() || name.length() > Survey.MAX_NAME) {
            throw Refusal.field("name", "Give it a name of 1 to " + Survey.MAX_NAME + " characters.");
        }
        Scale asked = scale.or(() -> one(Scale.class, given.scale()))
                .orElseThrow(() -> Refusal.field("scale", "Say what can be answered."));
        Survey.State state = one(Survey.State.class, given.state()).orElse(Survey.State.OFF);
        percent("sharePercent", given.sharePercent());
        if (given.delayMinutes() < 0 || given.delayMinutes() > Survey.MAX_DELAY_MINUTES) {
            throw Refusal.field("delayMinutes", "It is asked at once, or within seven days.");
        }
        if (given.remindDays() < 0 || given.remindDays() > Survey.MAX_REMIND_DAYS) {
            throw Refusal.field("remindDays", "A reminder comes within 13 days, or never.");
        }
        Map<TeamId, Integer> shares = new HashMap<>();
        for (TeamShareView share : Optional.ofNullable(given.teams()).orElse(List.of())) {
            percent("teams", share.percent());
            if (!share.team().matches("[0-9]{1,18}")) {
                throw Refusal.field("teams", "There is no such team.");
            }
            shares.put(new TeamId(Long.parseLong(share.team())), share.percent());
        }
        Map<Language, Wording> words = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            words.put(
                    language,
                    Optional.ofNullable(given.words())
                            .map(all -> all.get(language.tag()))
                            .map(one -> wording(asked, language, one))
                            .orElseGet(() -> Wording.usual(asked, language)));
        }
        return new Survey(
                id,
                name,
                asked,
                1,
                state,
                given.sharePercent(),
                given.delayMinutes(),
                given.remindDays(),
                words,
                shares,
                Map.of());
    }

    private static Wording wording(Scale scale, Language language, WordingView given) {
        Map<String, String> said = Optional.ofNullable(given.answers()).orElse(Map.of());
        Map<Integer, String> answers = new HashMap<>();
        for (int answer : scale.worded()) {
            answers.put(answer, bounded("words", line(said.get(Integer.toString(answer))), Wording.MAX_WORD));
        }
        return new Wording(
                bounded("words", line(given.question()), Wording.MAX_QUESTION),
                answers,
                bounded("words", line(given.thanks()), Wording.MAX_THANKS));
    }

    private static String bounded(String field, String text, int most) {
        if (text.isEmpty() || text.length() > most) {
            throw Refusal.field(field, "Each text has 1 to " + most + " characters.");
        }
        return text;
    }

    private static void percent(String field, int percent) {
        if (percent < 0 || percent > 100) {
            throw Refusal.field(field, "A share is 0 to 100 of a hundred.");
        }
    }

    private static <E extends Enum<E>> Optional<E> one(Class<E> type, @Nullable String name) {
        for (E one : type.getEnumConstants()) {
            if (one.name().equals(name)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    static String line(@Nullable String text) {
        return text == null
                ? ""
                : text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    }
}
