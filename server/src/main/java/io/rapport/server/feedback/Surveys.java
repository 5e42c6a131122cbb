package io.rapport.server.feedback;

import io.rapport.server.web.Language;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/// What we ask, as administrators set it up. Thread-safe.
public final class Surveys {
    private final SurveyStore store;
    private final TransactionTemplate transaction;

    Surveys(SurveyStore store, TransactionTemplate transaction) {
        this.store = store;
        this.transaction = transaction;
    }

    /// Begins to ask everybody by four faces, in our own words.
    ///
    /// @return its number
    public long begin(String name, int delayMinutes, Instant now) {
        Survey wanted = new Survey(
                0,
                name,
                Scale.FACES,
                1,
                Survey.State.ON,
                100,
                delayMinutes,
                0,
                Map.of(
                        Language.EN, Wording.usual(Scale.FACES, Language.EN),
                        Language.ES, Wording.usual(Scale.FACES, Language.ES)),
                Map.of(),
                Map.of());
        return switch (add(wanted, now)) {
            case Change.Done(var survey) -> survey.id();
            case Change.SameName _, Change.TooMany _, Change.Unknown _ ->
                throw new IllegalStateException("there is a survey " + name + " already");
        };
    }

    List<Survey> all() {
        return store.all();
    }

    Optional<Survey> find(long id) {
        return store.find(id);
    }

    Rules rules() {
        return store.rules();
    }

    void rules(Rules rules) {
        store.rules(rules);
    }

    /// The first that asks by faces, if one does: it is the one whose faces stand under mails.
    Optional<Survey> faces() {
        return store.all().stream()
                .filter(survey -> survey.scale() == Scale.FACES && survey.state() == Survey.State.ON)
                .findFirst();
    }

    byte[] seed(long survey) {
        return store.seed(survey).orElseThrow();
    }

    SurveyStore.Tally tally(long survey, Instant since) {
        return store.tally(survey, since);
    }

    /// What came of a change.
    sealed interface Change {
        record Done(Survey survey) implements Change {}

        record Unknown() implements Change {}

        record SameName() implements Change {}

        record TooMany() implements Change {}
    }

    /// @param wanted of the number 0
    Change add(Survey wanted, Instant now) {
        return Objects.requireNonNull(transaction.execute(status -> {
            store.onlyOneChanges();
            List<Survey> all = store.all();
            if (all.size() >= Survey.MOST) {
                return new Change.TooMany();
            }
            return isTaken(wanted, all) ? new Change.SameName() : done(store.add(wanted, now));
        }));
    }

    /// Changes it; its scale stays. Other words for question or answers begin a new series.
    Change change(Survey wanted, Instant now) {
        return Objects.requireNonNull(transaction.execute(status -> {
            store.onlyOneChanges();
            Optional<Survey> known = store.find(wanted.id()).filter(one -> one.state() != Survey.State.RETIRED);
            if (known.isEmpty()) {
                return new Change.Unknown();
            }
            if (isTaken(wanted, store.all())) {
                return new Change.SameName();
            }
            Survey before = known.get();
            boolean same = Arrays.stream(Language.values())
                    .allMatch(language -> before.in(language).asksTheSameAs(wanted.in(language)));
            store.change(
                    new Survey(
                            before.id(),
                            wanted.name(),
                            before.scale(),
                            same ? before.series() : before.series() + 1,
                            wanted.state(),
                            wanted.sharePercent(),
                            wanted.delayMinutes(),
                            wanted.remindDays(),
                            wanted.words(),
                            wanted.shares(),
                            before.pictures()),
                    now);
            return done(before.id());
        }));
    }

    /// Shows a picture of the company's own for an answer, or none; a new series begins.
    ///
    /// @param png empty: none
    Change picture(long survey, int answer, Optional<byte[]> png, Instant now) {
        return Objects.requireNonNull(transaction.execute(status -> {
            store.onlyOneChanges();
            if (store.find(survey)
                    .filter(one ->
                            one.state() != Survey.State.RETIRED && one.scale().holds(answer))
                    .isEmpty()) {
                return new Change.Unknown();
            }
            boolean changed = true;
            if (png.isPresent()) {
                store.picture(survey, answer, UUID.randomUUID().toString(), png.get());
            } else {
                changed = store.removePicture(survey, answer);
            }
            if (changed) {
                store.newSeries(survey, now);
            }
            return done(survey);
        }));
    }

    Optional<byte[]> picture(String key) {
        return store.picture(key);
    }

    private Change done(long id) {
        return new Change.Done(store.find(id).orElseThrow());
    }

    private static boolean isTaken(Survey wanted, List<Survey> all) {
        return all.stream()
                .anyMatch(other -> other.id() != wanted.id()
                        && other.name()
                                .toLowerCase(Locale.ROOT)
                                .equals(wanted.name().toLowerCase(Locale.ROOT)));
    }
}
