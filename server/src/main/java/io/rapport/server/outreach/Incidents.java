package io.rapport.server.outreach;

import io.rapport.server.customer.Merges;
import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.Language;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionTemplate;

/// Mistakes, changes and outages of ours: who is touched, what we say, and how far it went. Thread-safe.
public final class Incidents {
    static final int LATEST = 100;
    static final int MOST_SHOWN = 20;

    private final IncidentStore store;
    private final TouchedStore touched;
    private final CallStore calls;
    private final Campaigns campaigns;
    private final Merges merges;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Incidents(
            OutreachStores stores,
            Campaigns campaigns,
            Merges merges,
            Journal journal,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = stores.incidents();
        this.touched = stores.touched();
        this.calls = stores.calls();
        this.campaigns = campaigns;
        this.merges = merges;
        this.journal = journal;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// An incident as its author writes it.
    ///
    /// @param texts what its page says
    /// @param notice what they are sent
    record Draft(
            Incident.Kind kind,
            String name,
            Optional<Instant> since,
            Optional<Instant> until,
            Optional<Instant> effective,
            int leadDays,
            OptionalInt secondHours,
            List<Way> ways,
            Whom whom,
            Map<Language, Incident.Text> texts,
            Map<Language, Campaign.Text> notice) {}

    /// What a step came to.
    sealed interface Step {
        record Done() implements Step {}

        /// It does not stand where it was thought to stand.
        record Elsewhere() implements Step {}

        /// Whoever wrote it can't approve it.
        record OwnWords() implements Step {}

        record Faults(List<WordFault> faults) implements Step {}

        /// @param sentence what is missing
        record Missing(String sentence) implements Step {}
    }

    long draft(Draft draft, long author) {
        return transaction.execute(status -> {
            long id = store.insert(draft, author, clock.instant());
            campaigns.draft(id, draft.name(), false, draft.notice(), author);
            changed(id, Incident.State.DRAFT);
            return id;
        });
    }

    /// Only a draft can be changed; what was approved is what is sent.
    Step change(long id, Draft draft) {
        return transaction.execute(status -> {
            if (!store.change(id, draft)) {
                return new Step.Elsewhere();
            }
            campaigns.rewrite(first(id).id(), draft.name(), draft.notice());
            changed(id, Incident.State.DRAFT);
            return new Step.Done();
        });
    }

    private Campaign first(long id) {
        return campaigns.of(id).getFirst();
    }

    Optional<Incident> find(long id) {
        return store.find(id);
    }

    List<Incident> latest() {
        return store.latest(LATEST);
    }

    /// Whom a file names, instead of an earlier file.
    Step listed(long id, List<String> given) {
        return transaction.execute(status -> {
            if (store.find(id).filter(i -> i.state() == Incident.State.DRAFT).isEmpty()) {
                return new Step.Elsewhere();
            }
            store.listed(id, given);
            return new Step.Done();
        });
    }

    IncidentStore.Listing listing(long id) {
        return store.listing(id, MOST_SHOWN);
    }

    /// How those who are touched can be reached, as it stands now.
    TouchedStore.Reach reach(Incident incident) {
        return touched.reach(incident.id(), incident.whom(), incident.state() != Incident.State.DRAFT);
    }

    /// All faults in the words of an incident: of its page and of its first notice.
    static List<WordFault> faults(Incident incident, Campaign notice) {
        List<WordFault> faults = new ArrayList<>();
        incident.texts().forEach((language, text) -> {
            faults.addAll(WordCheck.faults(text.happened() + "\n" + text.doing(), language, WordCheck.Telling.FIRST));
        });
        faults.addAll(faults(notice));
        return faults;
    }

    static List<WordFault> faults(Campaign notice) {
        List<WordFault> faults = new ArrayList<>();
        WordCheck.Telling telling = notice.update() ? WordCheck.Telling.UPDATE : WordCheck.Telling.FIRST;
        notice.texts()
                .forEach((language, text) ->
                        faults.addAll(WordCheck.faults(text.subject() + "\n" + text.words(), language, telling)));
        return faults;
    }

    /// Gives it to somebody else to approve; from here on who is touched is fixed.
    Step submit(long id) {
        return step(id, incident -> {
            Campaign notice = first(id);
            List<WordFault> faults = faults(incident, notice);
            Optional<String> missing = Readiness.missing(incident, notice);
            if (!faults.isEmpty()) {
                return new Step.Faults(faults);
            }
            if (missing.isPresent()) {
                return new Step.Missing(missing.get());
            }
            if (!move(incident, Incident.State.DRAFT, Incident.State.SUBMITTED)) {
                return new Step.Elsewhere();
            }
            campaigns.move(notice.id(), Campaign.State.DRAFT, Campaign.State.SUBMITTED);
            if (touched.touch(id, incident.whom()) == 0) {
                throw new NobodyTouched();
            }
            return new Step.Done();
        });
    }

    /// Rolls back what a step had begun.
    private static final class NobodyTouched extends RuntimeException {}

    Step approve(long id, long account) {
        return step(id, incident -> {
            if (incident.author() == account || first(id).author() == account) {
                return new Step.OwnWords();
            }
            if (!move(incident, Incident.State.SUBMITTED, Incident.State.APPROVED)) {
                return new Step.Elsewhere();
            }
            store.approvedBy(id, account);
            campaigns.move(first(id).id(), Campaign.State.SUBMITTED, Campaign.State.APPROVED);
            campaigns.approved(first(id).id(), account);
            return new Step.Done();
        });
    }

    /// Gives it back to its author, as long as nobody was told.
    Step giveBack(long id, String why) {
        return step(id, incident -> {
            Campaign notice = first(id);
            boolean back = move(incident, Incident.State.SUBMITTED, Incident.State.DRAFT)
                    || move(incident, Incident.State.APPROVED, Incident.State.DRAFT);
            if (!back) {
                return new Step.Elsewhere();
            }
            store.returned(id, why);
            touched.untouch(id);
            if (!campaigns.move(notice.id(), Campaign.State.SUBMITTED, Campaign.State.DRAFT)) {
                campaigns.move(notice.id(), Campaign.State.APPROVED, Campaign.State.DRAFT);
            }
            return new Step.Done();
        });
    }

    /// Begins to tell everybody who is touched.
    Step tell(long id) {
        return step(id, incident -> {
            if (!campaigns.canLeave()) {
                return new Step.Missing("There is no mail door that is open, so nothing can leave.");
            }
            if (!move(incident, Incident.State.APPROVED, Incident.State.TELLING)) {
                return new Step.Elsewhere();
            }
            campaigns.begin(first(id).id(), id, incident.ways());
            return new Step.Done();
        });
    }

    /// It is over: nobody is told or called any more, and whoever contacts us about it is no longer asked to.
    Step resolve(long id) {
        return step(id, incident -> {
            boolean over = move(incident, Incident.State.TOLD, Incident.State.RESOLVED)
                    || move(incident, Incident.State.TELLING, Incident.State.RESOLVED);
            if (over) {
                store.until(id, clock.instant());
                calls.forget(id);
            }
            return over ? new Step.Done() : new Step.Elsewhere();
        });
    }

    /// Puts it on the status page, or takes it off. Only words that were approved stand there.
    Step publish(long id, boolean shown) {
        return step(id, incident -> {
            boolean approved = incident.open() || incident.state() == Incident.State.RESOLVED;
            if (shown && !approved) {
                return new Step.Elsewhere();
            }
            store.published(id, shown ? clock.instant() : null);
            journal.append(new OutreachEvent.IncidentChanged(id, incident.state()), clock.instant());
            return new Step.Done();
        });
    }

    /// What is new, for those who were told: a notice of its own, with words and approval of its own.
    ///
    /// @return its number; empty while nobody was told
    Optional<Long> update(long id, String name, Map<Language, Campaign.Text> texts, long author) {
        return transaction.execute(status -> store.find(id)
                .filter(i -> i.state() == Incident.State.TELLING || i.state() == Incident.State.TOLD)
                .map(i -> campaigns.draft(id, name, true, texts, author)));
    }

    /// Changes an update that is a draft.
    Step rewrite(Campaign update, String name, Map<Language, Campaign.Text> texts) {
        return transaction.execute(status -> {
            boolean draft = campaigns
                    .find(update.id())
                    .filter(c -> c.state() == Campaign.State.DRAFT && c.update())
                    .isPresent();
            if (draft) {
                campaigns.rewrite(update.id(), name, texts);
            }
            return draft ? new Step.Done() : new Step.Elsewhere();
        });
    }

    Step submit(Campaign update) {
        return transaction.execute(status -> {
            Campaign now = campaigns.find(update.id()).orElse(update);
            List<WordFault> faults = faults(now);
            Optional<String> missing = Readiness.missing(now);
            if (!faults.isEmpty()) {
                return new Step.Faults(faults);
            }
            if (missing.isPresent()) {
                return new Step.Missing(missing.get());
            }
            return moved(campaigns.move(now.id(), Campaign.State.DRAFT, Campaign.State.SUBMITTED));
        });
    }

    Step approve(Campaign update, long account) {
        return transaction.execute(status -> {
            if (update.author() == account) {
                return new Step.OwnWords();
            }
            boolean moved = campaigns.move(update.id(), Campaign.State.SUBMITTED, Campaign.State.APPROVED);
            if (moved) {
                campaigns.approved(update.id(), account);
            }
            return moved(moved);
        });
    }

    Step giveBack(Campaign update, String why) {
        return transaction.execute(status -> {
            boolean moved = campaigns.move(update.id(), Campaign.State.SUBMITTED, Campaign.State.DRAFT)
                    || campaigns.move(update.id(), Campaign.State.APPROVED, Campaign.State.DRAFT);
            if (moved) {
                campaigns.returned(update.id(), why);
            }
            return moved(moved);
        });
    }

    Step tell(Campaign update) {
        return transaction.execute(status -> {
            Optional<Incident> incident = store.find(update.incident().orElse(0))
                    .filter(i -> i.state() == Incident.State.TELLING || i.state() == Incident.State.TOLD);
            if (incident.isEmpty()) {
                return new Step.Elsewhere();
            }
            return moved(campaigns
                    .begin(update.id(), incident.get().id(), incident.get().ways())
                    .isPresent());
        });
    }

    private static Step moved(boolean moved) {
        return moved ? new Step.Done() : new Step.Elsewhere();
    }

    private Step step(long id, Function<Incident, Step> act) {
        try {
            return transaction.execute(status -> store.find(id).map(act).orElseGet(Step.Elsewhere::new));
        } catch (NobodyTouched nobody) {
            return new Step.Missing("Nobody is touched by it as it stands: say whom it touches.");
        }
    }

    private boolean move(Incident incident, Incident.State from, Incident.State to) {
        boolean moved = store.move(incident.id(), from, to, clock.instant());
        if (moved) {
            changed(incident.id(), to);
        }
        return moved;
    }

    private void changed(long id, Incident.State state) {
        journal.append(new OutreachEvent.IncidentChanged(id, state), clock.instant());
    }

    boolean isTouched(long id, CustomerId customer) {
        return touched.row(id, merges.circle(customer)).isPresent();
    }

    /// Open incidents that touch a person.
    List<Incident> concerning(CustomerId customer) {
        return store.concerning(merges.circle(customer), MOST_SHOWN);
    }
}
