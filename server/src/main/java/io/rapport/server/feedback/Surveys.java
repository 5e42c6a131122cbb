package io.rapport.server.feedback;

import io.rapport.server.web.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/// What we ask, as administrators set it up. Thread-safe.
public final class Surveys {
    /// For so long what was read is believed: another process may have changed it.
    static final Duration FRESH = Duration.ofSeconds(1);

    private final SurveyStore store;
    private final TransactionTemplate transaction;
    private volatile Snapshot known = new Snapshot(Map.of(), Rules.NONE, 0, false);

    /// All that are not too many to hold, by number; also retired ones that somebody asked for.
    private record Snapshot(Map<Long, Survey> surveys, Rules rules, long readNanos, boolean read) {
        boolean fresh() {
            return read && System.nanoTime() - readNanos < FRESH.toNanos();
        }
    }

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
        return List.copyOf(snapshot().surveys().values());
    }

    /// Also one that is retired.
    Optional<Survey> find(long id) {
        return Optional.ofNullable(snapshot().surveys().get(id)).or(() -> store.find(id));
    }

    Rules rules() {
        return snapshot().rules();
    }

    void rules(Rules rules) {
        store.rules(rules);
        forget();
    }

    private Snapshot snapshot() {
        Snapshot now = known;
        if (now.fresh()) {
            return now;
        }
        Map<Long, Survey> surveys = new LinkedHashMap<>();
        store.all().forEach(survey -> surveys.put(survey.id(), survey));
        Snapshot fresh = new Snapshot(surveys, store.rules(), System.nanoTime(), true);
        known = fresh;
        return fresh;
    }

    private void forget() {
        known = new Snapshot(Map.of(), Rules.NONE, 0, false);
    }

    /// The first that asks by faces, if one does: it is the one whose faces stand under mails.
    Optional<Survey> faces() {
        return all().stream()
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
        return changing(() -> {
            store.onlyOneChanges();
            List<Survey> all = store.all();
            if (all.size() >= Survey.MOST) {
                return new Change.TooMany();
            }
            return isTaken(wanted, all) ? new Change.SameName() : done(store.add(wanted, now));
        });
    }

    /// Changes it; its scale stays. Other words for question or answers begin a new series.
    Change change(Survey wanted, Instant now) {
        return changing(() -> {
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
        });
    }

    /// Shows a picture of the company's own for an answer, or none; a new series begins.
    ///
    /// @param png empty: none
    Change picture(long survey, int answer, Optional<byte[]> png, Instant now) {
        return changing(() -> {
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
        });
    }

    private Change changing(Supplier<Change> work) {
        Change change = Objects.requireNonNull(transaction.execute(status -> work.get()));
        forget();
        return change;
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
