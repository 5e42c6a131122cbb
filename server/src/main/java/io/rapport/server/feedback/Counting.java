package io.rapport.server.feedback;

import io.rapport.server.calling.CallBacks;
import io.rapport.server.calling.Through;
import io.rapport.server.channel.Inbox;
import io.rapport.server.journal.Journal;
import io.rapport.server.pointer.Pointers;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What follows from a vote, in the transaction in which it is filed: it is counted, somebody owns it, and what they
/// owe
/// for it is promised.
final class Counting {
    /// What they agreed to on the page, in its first version.
    static final String WORDING = "survey-1";

    private final VoteStore store;
    private final Promises promises;
    private final CallBacks callBacks;
    private final Pointers pointers;
    private final Workforce workforce;
    private final Journal journal;

    Counting(
            VoteStore store,
            Promises promises,
            CallBacks callBacks,
            Pointers pointers,
            Workforce workforce,
            Journal journal) {
        this.store = store;
        this.promises = promises;
        this.callBacks = callBacks;
        this.pointers = pointers;
        this.workforce = workforce;
        this.journal = journal;
    }

    /// What somebody said, and where it goes.
    ///
    /// @param what the promise to answer says
    /// @param call when and at which of their numbers they want to be called; empty: they don't
    record Said(
            Ask ask,
            Survey survey,
            Ballot ballot,
            Optional<Call> call,
            Optional<VoteStore.Excluded> excluded,
            String what) {}

    /// @param window empty: as soon as we can
    record Call(Optional<io.rapport.server.calling.Window> window, long contactPoint) {}

    /// What is owed for a vote now.
    ///
    /// @param asked what became of the wish to be called, where there was one
    record Owed(Optional<AgentId> owner, Optional<PromiseId> promise, Optional<CallBacks.Asked> asked) {}

    /// Counts it; the customer is locked.
    Owed count(Said said, Inbox.Filed filed) {
        Instant now = filed.at();
        Optional<VoteStore.Cast> before = store.find(said.ask().id());
        Optional<Agent> owner = owner(said.ask(), filed.homeTeam());
        TeamId team =
                said.ask().agent().flatMap(workforce::agent).map(Agent::team).orElse(filed.homeTeam());
        Optional<Promised> open = before.flatMap(VoteStore.Cast::promise)
                .flatMap(promises::find)
                .filter(promise -> promise.state() == Promised.State.OPEN);
        Optional<CallBacks.Asked> asked =
                said.call().flatMap(call -> filed.matter().map(matter -> call(said, call, matter, owner, now)));
        Optional<PromiseId> promise = asked.filter(CallBacks.Asked.Promised.class::isInstance)
                .map(made -> ((CallBacks.Asked.Promised) made).promise());
        if (promise.isPresent()) {
            PromiseId call = promise.get();
            open.filter(older ->
                            older.kind() == Promised.Kind.ANSWER && !older.id().equals(call))
                    .ifPresent(older -> promises.release(older, Optional.empty(), "we call them instead", now));
        } else if (said.ballot().isOwedAnAnswer(said.survey().scale())
                || said.call().isPresent()) {
            promise = filed.matter().map(matter -> answer(said, filed, matter, open, owner, team));
        } else {
            promise = open.map(Promised::id);
            owner.ifPresent(agent -> pointers.vote(agent.id(), filed.customer(), filed.interaction(), now));
        }
        Owed owed = new Owed(owner.map(Agent::id), promise, asked);
        store.cast(
                said.ask(),
                said.survey().scale(),
                new VoteStore.Cast(
                        said.ballot(),
                        before.map(VoteStore.Cast::confirmed).orElse(now),
                        said.excluded(),
                        owed.owner(),
                        owed.promise()),
                team,
                filed.interaction(),
                now);
        journal.append(filed.customer(), event(said, filed, owed, before.isPresent()), now);
        return owed;
    }

    private static FeedbackEvent event(Said said, Inbox.Filed filed, Owed owed, boolean again) {
        long ask = said.ask().id();
        long survey = said.survey().id();
        Scale scale = said.survey().scale();
        int answer = said.ballot().answer();
        return again
                ? new FeedbackEvent.VoteChanged(
                        ask, survey, filed.interaction(), scale, answer, owed.owner(), owed.promise())
                : new FeedbackEvent.VoteConfirmed(
                        ask, survey, filed.interaction(), scale, answer, owed.owner(), owed.promise());
    }

    /// Whoever served them, if they are still with us; else the lead of their team.
    Optional<Agent> owner(Ask ask, TeamId home) {
        return ask.agent()
                .flatMap(workforce::agent)
                .filter(Agent::enabled)
                .or(() -> workforce.leadOf(ask.team()).or(() -> workforce.leadOf(home)));
    }

    private CallBacks.Asked call(Said said, Call call, MatterId matter, Optional<Agent> owner, Instant now) {
        return callBacks.ask(
                new CallBacks.Wish(
                        said.ask().customer(),
                        matter,
                        call.window(),
                        call.contactPoint(),
                        said.ask().language().say("About your vote", "Sobre su voto"),
                        Through.SURVEY,
                        WORDING,
                        owner.map(Agent::id)),
                now);
    }

    /// One promise to answer a vote, however often its mind changes; what they wait for anyway is that promise.
    private PromiseId answer(
            Said said,
            Inbox.Filed filed,
            MatterId matter,
            Optional<Promised> open,
            Optional<Agent> owner,
            TeamId team) {
        List<Promised> waited = open.map(List::of).orElseGet(() -> promises.openAnswers(matter));
        if (!waited.isEmpty()) {
            promises.knocked(waited.getFirst(), said.ask().door(), filed.at());
            return waited.getFirst().id();
        }
        Team who = workforce.team(team);
        return promises.make(
                new Promises.Draft(
                        filed.customer(),
                        matter,
                        team,
                        Promised.Kind.ANSWER,
                        said.what(),
                        who.calendar().due(filed.at(), who.answerWithin()),
                        owner.map(Agent::id),
                        Optional.empty(),
                        said.ask().door(),
                        true),
                Channel.VOTE,
                owner.map(Agent::id),
                filed.at());
    }
}
