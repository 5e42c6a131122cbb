package io.rapport.server.standing;

import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.Journal;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Calendar;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/// Judges what we promise to everybody, counts each case once, and makes good what we broke. Thread-safe.
final class StandingPromises {
    private static final Logger LOG = LoggerFactory.getLogger(StandingPromises.class);

    /// Working time within which the customer is told that we broke something.
    private static final Duration TOLD_WITHIN = Duration.ofHours(4);

    private final StandingStore store;
    private final CaseStore cases;
    private final Publication publication;
    private final Optional<Outages> outages;
    private final Optional<Amends> amends;
    private final Known known;
    private final Journal journal;
    private final TransactionTemplate transaction;

    /// What others know, and do.
    record Known(Customers customers, Matters matters, Promises promises, Workforce workforce) {}

    /// @param outages empty: nobody knows of outages yet
    /// @param amends empty: whoever tells the customer makes it good as well
    StandingPromises(
            StandingStore store,
            CaseStore cases,
            Publication publication,
            Optional<Outages> outages,
            Optional<Amends> amends,
            Known known,
            Journal journal,
            TransactionTemplate transaction) {
        this.store = store;
        this.cases = cases;
        this.publication = publication;
        this.outages = outages;
        this.amends = amends;
        this.known = known;
        this.journal = journal;
        this.transaction = transaction;
    }

    /// Judges what is over; may be run again at any time.
    void judge(Instant now) {
        for (StandingPromise one : store.all()) {
            if (one.state() == StandingPromise.State.ACTIVE) {
                judge(one, now);
            }
        }
        publication.changed();
    }

    private void judge(StandingPromise one, Instant now) {
        List<Case> candidates = candidates(one, now);
        boolean whole = candidates.size() < CaseStore.AT_ONCE;
        for (Case candidate : candidates) {
            Optional<Team> team = known.workforce().findTeam(candidate.team());
            Calendar calendar = team.map(Team::calendar).orElseGet(this::anyCalendar);
            Optional<Judge.Verdict> verdict = Judge.judge(one.rule(), one.number(), candidate.facts(), calendar, now);
            if (verdict.isPresent()) {
                try {
                    count(one, candidate, verdict.get(), now);
                } catch (RuntimeException failure) {
                    // The others are judged all the same; this one the next time, for the moment does not move on.
                    LOG.warn("event=standing-case-failed standing={} key={}", one.id(), candidate.key(), failure);
                    whole = false;
                }
            }
        }
        if (whole) {
            store.judged(one.id(), now);
        }
    }

    private Calendar anyCalendar() {
        return known.workforce()
                .fallbackTeam()
                .map(Team::calendar)
                .orElseGet(() -> Calendar.officeHours(ZoneOffset.UTC));
    }

    private List<Case> candidates(StandingPromise one, Instant now) {
        return switch (one.rule()) {
            case ANSWERED_WITHIN -> cases.arrivals(one, now);
            case CALLED_IN_WINDOW -> cases.calls(one);
            case HANDED_OVER_AT_MOST -> cases.handOvers(one);
            case CALLED_BACK_WITHIN -> cases.hungUp(one);
            case OUTAGE_MADE_GOOD ->
                outages
                        .map(port -> port.uncounted(one.id(), one.from().orElseThrow(), CaseStore.AT_ONCE))
                        .orElse(List.of())
                        .stream()
                        .flatMap(touched -> store.homeOf(touched.customer()).stream()
                                .map(team -> new Case(
                                        touched.key(),
                                        touched.customer(),
                                        team,
                                        Optional.empty(),
                                        new Facts.Outage(touched.began(), touched.ended(), touched.called()))))
                        .toList();
        };
    }

    /// Where it was kept nothing is written but that; where it was broken, they are owed, and told.
    private void count(StandingPromise one, Case counted, Judge.Verdict verdict, Instant now) {
        transaction.executeWithoutResult(status -> {
            known.customers().lock(counted.customer());
            boolean first = store.count(one.id(), counted, verdict);
            boolean credited = one.rule() == Rule.OUTAGE_MADE_GOOD;
            if (first && (!verdict.kept() || credited) && !store.isNobody(counted.customer())) {
                owe(one, counted, verdict, now);
            }
        });
    }

    private void owe(StandingPromise one, Case counted, Judge.Verdict verdict, Instant now) {
        Language theirs = known.customers()
                .find(counted.customer())
                .map(customer -> Language.of(customer.language()))
                .orElse(Language.EN);
        amends.ifPresent(port -> port.owe(
                counted.customer(), one.id(), one.in(theirs).makeGood(), one.amountCents(), one.currency(), now));
        if (verdict.kept()) {
            return;
        }
        MatterId matter = counted.matter()
                .orElseGet(() ->
                        known.matters().open(counted.customer(), one.in(theirs).promise(), false, now));
        known.matters().owing(matter, now);
        PromiseId telling = known.promises()
                .make(
                        new Promises.Draft(
                                counted.customer(),
                                matter,
                                counted.team(),
                                Promised.Kind.SAID,
                                "say sorry before they do: “"
                                        + one.in(Language.EN).promise() + "” Then: " + madeGood(one),
                                due(counted.team(), now),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                true),
                        Channel.MAIL,
                        Optional.empty(),
                        now);
        store.telling(one.id(), counted.key(), telling);
        journal.append(counted.customer(), new StandingEvent.StandingPromiseBroken(one.id(), matter, telling), now);
    }

    private Instant due(TeamId team, Instant now) {
        return known.workforce()
                .findTeam(team)
                .map(Team::calendar)
                .orElseGet(this::anyCalendar)
                .due(now, TOLD_WITHIN);
    }

    /// "10.00 GBP: off your next bill".
    static String madeGood(StandingPromise one) {
        String what = one.in(Language.EN).makeGood();
        return one.amountCents().isEmpty()
                ? what
                : "%d.%02d %s: %s"
                        .formatted(
                                one.amountCents().getAsLong() / 100,
                                one.amountCents().getAsLong() % 100,
                                one.currency().toUpperCase(Locale.ROOT),
                                what);
    }
}
