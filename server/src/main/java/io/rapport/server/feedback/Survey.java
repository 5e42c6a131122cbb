package io.rapport.server.feedback;

import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Language;
import java.util.Map;
import java.util.Objects;

/// One question that we put to people, as an administrator set it up.
///
/// @param name 1 to 60 characters, for us
/// @param series counts up when question, words or pictures change: answers of two series are not added up
/// @param sharePercent how many of a hundred matters that close are drawn, 0 to 100
/// @param delayMinutes from the closing to the question, 0 to 10080
/// @param remindDays after how many days whoever did not answer is reminded, once; 0: never, at most 13
/// @param words by language, all of [Language]
/// @param shares of teams that have another than the survey's
/// @param pictures keys of the company's own pictures, by answer
public record Survey(
        long id,
        String name,
        Scale scale,
        int series,
        State state,
        int sharePercent,
        int delayMinutes,
        int remindDays,
        Map<Language, Wording> words,
        Map<TeamId, Integer> shares,
        Map<Integer, String> pictures) {

    static final int MAX_NAME = 60;
    static final int MAX_DELAY_MINUTES = 7 * 24 * 60;
    static final int MAX_REMIND_DAYS = 13;

    /// Surveys that are not retired.
    static final int MOST = 20;

    /// Whether it asks anybody.
    public enum State {
        ON,
        OFF,
        /// Never again; its votes stay.
        RETIRED
    }

    public Survey {
        words = Map.copyOf(words);
        shares = Map.copyOf(shares);
        pictures = Map.copyOf(pictures);
    }

    public Wording in(Language language) {
        return Objects.requireNonNullElseGet(words.get(language), () -> Wording.usual(scale, language));
    }

    /// How many of a hundred closings of a team's are drawn.
    int share(TeamId team) {
        return shares.getOrDefault(team, sharePercent);
    }
}
