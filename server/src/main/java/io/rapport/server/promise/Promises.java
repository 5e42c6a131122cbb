package io.rapport.server.promise;

import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.Works;
import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.vocabulary.WorkId;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/// What we said we would do. Methods that take a `Promised` or a draft run in the caller's transaction with the
/// customer locked; those that take a number open their own.
public final class Promises {
    static final int SCAN = 200;
    private static final int MAX_WHAT = 300;

    private final PromiseStore store;
    private final Customers customers;
    private final Works works;
    private final Workforce workforce;
    private final Journal journal;
    private final TransactionTemplate transaction;

    Promises(
            PromiseStore store,
            Customers customers,
            Works works,
            Workforce workforce,
            Journal journal,
            TransactionTemplate transaction) {
        this.store = store;
        this.customers = customers;
        this.works = works;
        this.workforce = workforce;
        this.journal = journal;
        this.transaction = transaction;
    }

    /// A promise to be made.
    ///
    /// @param owner empty: anybody of the team may take it up, and it waits as work
    /// @param door at which the customer knocked, if that is how it came about
    /// @param proven whether the sender's address is proven
    public record Draft(
            CustomerId customer,
            MatterId matter,
            TeamId team,
            Promised.Kind kind,
            String what,
            Instant deadline,
            Optional<AgentId> owner,
            Optional<AgentId> madeBy,
            Optional<DoorId> door,
            boolean proven) {
        public Draft {
            what = what.strip();
            what = what.length() > MAX_WHAT ? what.substring(0, MAX_WHAT) : what;
        }
    }

    public PromiseId make(Draft draft, Channel channel, Optional<AgentId> knownBy, Instant now) {
        Optional<WorkId> work = draft.owner().isPresent()
                ? Optional.empty()
                : Optional.of(
                        works.add(draft.customer(), draft.team(), draft.matter(), draft.deadline(), true, knownBy));
        Instant check = Escalation.nextCheck(now, draft.deadline(), now).orElse(now);
        PromiseId id = store.insert(draft, channel, work, check, now);
        journal.append(
                draft.customer(),
                new PromiseEvent.PromiseMade(
                        id, draft.matter(), draft.kind(), draft.team(), draft.owner(), draft.deadline()),
                now);
        return id;
    }

    /// They knocked again: the promise to answer them stays what it was, with its deadline, and counts it.
    public void knocked(Promised promise, Optional<DoorId> door, Instant now) {
        store.knock(promise.id(), door);
        int knocks = promise.knocks() + 1;
        journal.append(promise.customer(), new PromiseEvent.PromiseKnocked(promise.id(), knocks), now);
    }

    public Optional<Promised> find(PromiseId id) {
        return store.find(id);
    }

    public List<Promised> open(CustomerId customer) {
        return store.open(customer);
    }

    public List<Promised> openOf(MatterId matter) {
        return store.openOf(matter);
    }

    public List<Promised> openAnswers(MatterId matter) {
        return store.openAnswers(matter);
    }

    /// How long a team's customers waited for their latest answers on a channel, newest first.
    public List<Duration> answerTimes(TeamId team, Channel channel, Instant since, int limit) {
        return store.answerTimes(team, channel, since, limit);
    }

    /// On which channel it was made; empty if there is none of that number.
    public Optional<Channel> channelOf(PromiseId id) {
        return store.channelOf(id);
    }

    /// On how many matters of this channel an agent owes an answer just now.
    public int answersOwed(AgentId agent, Channel channel) {
        return store.answersOwed(agent, channel);
    }

    /// What trying to take a promise came to.
    public sealed interface TakeResult {
        record Yours(Promised promise) implements TakeResult {}

        /// Somebody was quicker.
        record Theirs(AgentId owner) implements TakeResult {}

        record Ended() implements TakeResult {}

        record Unknown() implements TakeResult {}

        /// They owe as many answers on its channel as they may at once.
        record Enough() implements TakeResult {}
    }

    /// The same, but not beyond so many answers that the agent owes on this channel: of several that one agent takes at
    /// once, no more than those are theirs.
    public TakeResult takeWithin(PromiseId id, AgentId agent, Channel channel, int most, Instant now) {
        return transaction.execute(status -> {
            store.onlyOneTakes(agent);
            boolean theirs = store.find(id).flatMap(Promised::owner).isPresent();
            return !theirs && store.answersOwed(agent, channel) >= most
                    ? new TakeResult.Enough()
                    : take(id, agent, now);
        });
    }

    /// Takes a promise that nobody owns. Of several who try at once, one gets it.
    public TakeResult take(PromiseId id, AgentId agent, Instant now) {
        return change(id, promise -> take(promise, agent, now), new TakeResult.Unknown());
    }

    private TakeResult take(Promised promise, AgentId agent, Instant now) {
        if (promise.state() != Promised.State.OPEN) {
            return new TakeResult.Ended();
        }
        if (promise.owner().isPresent()) {
            AgentId owner = promise.owner().get();
            return owner.equals(agent) ? new TakeResult.Yours(promise) : new TakeResult.Theirs(owner);
        }
        boolean claimed = promise.work()
                .map(work -> works.claim(work, promise.customer(), agent, now))
                .orElse(true);
        if (!claimed) {
            return new TakeResult.Ended();
        }
        store.own(promise.id(), Optional.of(agent));
        journal.append(promise.customer(), new PromiseEvent.PromiseTaken(promise.id(), agent), now);
        return new TakeResult.Yours(store.find(promise.id()).orElseThrow());
    }

    /// It is done. In the caller's transaction.
    ///
    /// @return whether it was open until now
    public boolean keep(Promised promise, Optional<AgentId> by, Instant now) {
        if (!store.end(promise.id(), Promised.State.KEPT, by, "", now)) {
            return false;
        }
        promise.work().ifPresent(works::done);
        store.withdrawOffers(promise.id(), now);
        journal.append(promise.customer(), new PromiseEvent.PromiseKept(promise.id(), by), now);
        return true;
    }

    /// It need not be done any more. In the caller's transaction.
    public boolean release(Promised promise, Optional<AgentId> by, String why, Instant now) {
        if (!store.end(promise.id(), Promised.State.RELEASED, by, why, now)) {
            return false;
        }
        promise.work().ifPresent(works::done);
        store.withdrawOffers(promise.id(), now);
        journal.append(promise.customer(), new PromiseEvent.PromiseReleased(promise.id(), by), now);
        return true;
    }

    /// Agrees on another deadline with the customer.
    ///
    /// @param by who of us did; empty: they chose it themselves, or it was planned anew and they are told
    public void move(Promised promise, Instant deadline, Optional<AgentId> by, Instant now) {
        store.deadline(promise.id(), deadline);
        store.risk(
                promise.id(),
                Escalation.risk(promise.madeAt(), deadline, now),
                Escalation.nextCheck(promise.madeAt(), deadline, now).orElse(now));
        if (promise.asideUntil().filter(until -> !until.isBefore(deadline)).isPresent()) {
            bringBack(promise, PromiseEvent.PromiseReturned.Why.MOVED, now);
        }
        journal.append(promise.customer(), new PromiseEvent.PromiseMoved(promise.id(), deadline, by), now);
    }

    /// It becomes more urgent: to be done by then at the latest, under other words. In the caller's transaction.
    public void hurry(Promised promise, String what, Instant deadline, Instant now) {
        if (promise.state() != Promised.State.OPEN) {
            return;
        }
        Instant sooner = deadline.isBefore(promise.deadline()) ? deadline : promise.deadline();
        store.hurry(promise.id(), what.length() > MAX_WHAT ? what.substring(0, MAX_WHAT) : what, sooner);
        store.risk(
                promise.id(),
                Escalation.risk(now, sooner, now),
                Escalation.nextCheck(now, sooner, now).orElse(now));
        bringBack(promise, PromiseEvent.PromiseReturned.Why.KNOCK, now);
        journal.append(promise.customer(), new PromiseEvent.PromiseHurried(promise.id(), sooner), now);
    }

    /// Puts it aside until a moment before its deadline. In the caller's transaction.
    ///
    /// @throws IllegalArgumentException if that moment is not to come, or not before the deadline
    public void putAside(Promised promise, Instant until, AgentId by, Instant now) {
        if (!until.isAfter(now) || !until.isBefore(promise.deadline())) {
            throw new IllegalArgumentException("aside until " + until + ", due " + promise.deadline());
        }
        store.putAside(promise.id(), until, now);
        journal.append(promise.customer(), new PromiseEvent.PromisePutAside(promise.id(), until, by), now);
    }

    /// Back from having been put aside. In the caller's transaction.
    ///
    /// @return whether it was aside
    public boolean bringBack(Promised promise, PromiseEvent.PromiseReturned.Why why, Instant now) {
        if (promise.asideUntil().isEmpty()) {
            return false;
        }
        store.bringBack(promise.id());
        journal.append(promise.customer(), new PromiseEvent.PromiseReturned(promise.id(), why), now);
        return true;
    }

    /// Brings back those whose moment has come; each in a transaction of its own.
    ///
    /// @return how many there were
    public int bringBackDue(Instant now) {
        List<PromiseId> due = store.dueBack(now, SCAN);
        for (PromiseId id : due) {
            change(
                    id,
                    promise -> promise.asideUntil()
                                    .filter(until -> !until.isAfter(now))
                                    .isPresent()
                            && bringBack(promise, PromiseEvent.PromiseReturned.Why.MOMENT, now),
                    false);
        }
        return due.size();
    }

    /// Asks a colleague to take it over. The giver owns it until they say yes.
    ///
    /// @param tell whether the customer is told who has it, once the receiver said yes
    /// @return the hand-over's number; empty if one is already open
    public Optional<Long> offer(
            Promised promise, AgentId from, AgentId to, HandOverCard card, boolean tell, Instant now) {
        Optional<Long> offered = store.offer(promise, from, to, card, tell, now);
        if (offered.isPresent()) {
            bringBack(promise, PromiseEvent.PromiseReturned.Why.HAND_OVER, now);
        }
        offered.ifPresent(id ->
                journal.append(promise.customer(), new PromiseEvent.HandOverOffered(promise.id(), id, from, to), now));
        return offered;
    }

    /// Says yes or no to a hand-over that was offered to this agent.
    ///
    /// @return the promise, or empty if there is no such offer any more
    public Optional<Promised> answer(long handOver, AgentId by, boolean accepted, String reason, Instant now) {
        Optional<PromiseStore.Offer> offer = store.openOffer(handOver).filter(o -> o.to().equals(by));
        if (offer.isEmpty()) {
            return Optional.empty();
        }
        return change(
                offer.get().promise(),
                promise -> answer(promise, offer.get(), accepted, reason, now),
                Optional.empty());
    }

    /// The open hand-over of a promise to this agent.
    public Optional<Long> offered(PromiseId promise, AgentId to) {
        return store.offered(promise, to);
    }

    /// Who offered a hand-over that is still open.
    public Optional<AgentId> giver(long handOver) {
        return store.openOffer(handOver).map(PromiseStore.Offer::from);
    }

    /// Whether the customer is to be told of this hand-over.
    public boolean tells(long handOver) {
        return store.tells(handOver);
    }

    /// How often each matter of these records was handed over, that is: offered and accepted.
    public Map<MatterId, Integer> handOvers(List<CustomerId> records) {
        return store.handOvers(records);
    }

    private Optional<Promised> answer(
            Promised promise, PromiseStore.Offer offer, boolean accepted, String reason, Instant now) {
        if (!store.answer(offer.id(), accepted, reason, now)) {
            return Optional.empty();
        }
        journal.append(
                promise.customer(),
                new PromiseEvent.HandOverAnswered(promise.id(), offer.id(), offer.to(), accepted),
                now);
        if (accepted && promise.state() == Promised.State.OPEN) {
            pass(promise, Optional.of(offer.to()), PromiseEvent.PromisePassed.Why.HAND_OVER, now);
        }
        return store.find(promise.id());
    }

    /// Gives all open promises of somebody who leaves back to their team.
    ///
    /// @return how many there were
    public int leave(AgentId agent, PromiseEvent.PromisePassed.Why why, Instant now) {
        List<Promised> theirs = store.openOwnedBy(agent);
        for (Promised mine : theirs) {
            change(
                    mine.id(),
                    promise -> {
                        if (promise.owner().filter(agent::equals).isPresent()) {
                            pass(promise, Optional.empty(), why, now);
                        }
                        return true;
                    },
                    false);
        }
        return theirs.size();
    }

    /// The promises of somebody who goes home that fall due before they are back.
    public List<Promised> dueBefore(AgentId agent, Instant back) {
        return store.openOwnedBy(agent).stream()
                .filter(promise -> promise.deadline().isBefore(back))
                .toList();
    }

    /// At the end of a shift: what falls due before its owner is back goes to the team, the rest stays theirs.
    ///
    /// @return how many went to the team
    public int endShift(AgentId agent, Instant back, Instant now) {
        int passed = 0;
        for (Promised mine : dueBefore(agent, back)) {
            boolean gave = change(
                    mine.id(),
                    promise -> {
                        boolean theirs = promise.state() == Promised.State.OPEN
                                && promise.owner().filter(agent::equals).isPresent();
                        if (theirs) {
                            pass(promise, Optional.empty(), PromiseEvent.PromisePassed.Why.END_OF_SHIFT, now);
                        }
                        return theirs;
                    },
                    false);
            passed += gave ? 1 : 0;
        }
        return passed;
    }

    /// Gives it to another team, with its deadline. In the caller's transaction.
    ///
    /// @param free whether whoever has it lets go of it, so that one of the team may take it
    public void rehome(Promised promise, TeamId to, boolean free, Instant now) {
        store.rehome(promise.id(), to);
        promise.work().ifPresent(work -> works.rehome(work, to));
        journal.append(promise.customer(), new PromiseEvent.PromiseRehomed(promise.id(), promise.team(), to), now);
        if (free && promise.owner().isPresent()) {
            store.withdrawOffers(promise.id(), now);
            pass(promise, Optional.empty(), PromiseEvent.PromisePassed.Why.HOME_MOVED, now);
        }
    }

    /// Gives it back to the team it came from, and to whoever had it, unless somebody took it meanwhile. In the
    /// caller's
    /// transaction.
    public void comeHome(PromiseId id, TeamId team, Optional<AgentId> owner, Instant now) {
        Optional<Promised> open = store.find(id).filter(p -> p.state() == Promised.State.OPEN);
        boolean taken = owner.isPresent()
                && open.flatMap(Promised::owner)
                        .filter(o -> !o.equals(owner.get()))
                        .isPresent();
        open.filter(promise -> !taken).ifPresent(promise -> {
            rehome(promise, team, false, now);
            owner.filter(o -> promise.owner().isEmpty())
                    .flatMap(workforce::agent)
                    .filter(Agent::enabled)
                    .ifPresent(agent ->
                            pass(promise, Optional.of(agent.id()), PromiseEvent.PromisePassed.Why.HOME_MOVED, now));
        });
    }

    /// To somebody else, or back to the team. In the caller's transaction.
    void pass(Promised promise, Optional<AgentId> to, PromiseEvent.PromisePassed.Why why, Instant now) {
        store.own(promise.id(), to);
        bringBack(promise, PromiseEvent.PromiseReturned.Why.HAND_OVER, now);
        promise.work().ifPresent(work -> works.pass(work, to, now));
        journal.append(promise.customer(), new PromiseEvent.PromisePassed(promise.id(), promise.owner(), to, why), now);
    }

    /// Something done to one promise.
    public interface Change<T> {
        T on(Promised promise);
    }

    /// Opens a transaction, locks the customer, reads the promise afresh and changes it.
    ///
    /// @return what the change returns, or `unknown` if there is no such promise
    public <T> T change(PromiseId id, Change<T> change, T unknown) {
        Optional<Promised> known = store.find(id);
        if (known.isEmpty()) {
            return unknown;
        }
        return transaction.execute(status -> {
            customers.lock(known.get().customer());
            return change.on(store.find(id).orElseThrow());
        });
    }
}
