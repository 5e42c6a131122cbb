package io.rapport.server.voice;

import io.rapport.server.calling.Attempts;
import io.rapport.server.calling.CallingEvent;
import io.rapport.server.channel.Sender;
import io.rapport.server.customer.Acquaintance;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.LinkedPoint;
import io.rapport.server.customer.Merges;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.interaction.InteractionEvent.CallEnded.How;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.interaction.Said;
import io.rapport.server.journal.Journal;
import io.rapport.server.promise.HandOverCard;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;

/// What is written down of calls: each step in one transaction, its customer locked first.
final class CallBook {
    /// Whom we cut off is called at once; a promise that is broken when it is made would tell nothing.
    static final Duration AT_ONCE = Duration.ofMinutes(5);

    private final CallStore store;
    private final Customers customers;
    private final Merges merges;
    private final Interactions interactions;
    private final Matters matters;
    private final Promises promises;
    private final Workforce workforce;
    private final Attempts attempts;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Duration callBackWithin;

    CallBook(
            CallStore store,
            Customers customers,
            Merges merges,
            Interactions interactions,
            Matters matters,
            Promises promises,
            Workforce workforce,
            Attempts attempts,
            Journal journal,
            TransactionTemplate transaction,
            Duration callBackWithin) {
        this.store = store;
        this.customers = customers;
        this.merges = merges;
        this.interactions = interactions;
        this.matters = matters;
        this.promises = promises;
        this.workforce = workforce;
        this.attempts = attempts;
        this.journal = journal;
        this.transaction = transaction;
        this.callBackWithin = callBackWithin;
    }

    /// In which language they are spoken to by a machine: as they write, or as their team's customers
    /// speak.
    Language spoken(Call call) {
        Language theirs = Language.of(
                customers.find(call.person()).map(Customer::language).orElse(""));
        List<String> teams = workforce.team(call.home()).catchment().languages();
        boolean others = !teams.isEmpty() && !teams.contains(Language.EN.tag());
        return theirs == Language.EN && others ? Language.of(teams.getFirst()) : theirs;
    }

    /// As whom our own mystery customer calls.
    Optional<Sender> mystery() {
        return customers
                .mystery()
                .map(known -> new Sender(known.address(), known.name(), Sender.Proof.PROVEN, Optional.empty()));
    }

    /// They call, and the inbox has it.
    Call began(
            CustomerId record,
            InteractionId interaction,
            Call.Caller caller,
            Optional<Trunk> trunk,
            String number,
            Instant now) {
        Optional<MatterId> matter = interactions.matterOf(interaction);
        Optional<Promised> answer = matter.flatMap(this::waitedFor);
        long id = store.insert(
                record,
                interaction,
                matter,
                answer.map(Promised::id),
                Optional.of(caller.door()),
                trunk.map(Trunk::id),
                Said.Direction.INBOUND,
                Optional.empty(),
                now);
        CustomerId person = merges.survivors(List.of(record)).getOrDefault(record, record);
        Customer customer = customers.find(person).orElseThrow();
        return new Call(
                id,
                Said.Direction.INBOUND,
                record,
                person,
                customer.name(),
                customer.homeTeam(),
                lastSpoke(person),
                interaction,
                matter,
                answer.map(Promised::id),
                number,
                now,
                Optional.of(caller));
    }

    /// The answer that whoever calls waits for, else that we call back: they were quicker.
    private Optional<Promised> waitedFor(MatterId matter) {
        return promises.openAnswers(matter).stream()
                .findFirst()
                .or(() -> promises.openOf(matter).stream()
                        .filter(promise -> promise.kind() == Promised.Kind.CALL_BACK)
                        .findFirst());
    }

    /// We call them.
    ///
    /// @param promise for which we call
    Call dialled(
            CustomerId customer,
            LinkedPoint point,
            String number,
            Optional<Promised> promise,
            Trunk trunk,
            AgentId by,
            Instant now) {
        return transaction.execute(status -> {
            TeamId home = customers.lock(customer);
            Customer known = customers.find(customer).orElseThrow();
            MatterId matter = promise.map(Promised::matter)
                    .or(() -> matters.of(customer, 1).stream()
                            .filter(last -> last.state() != Matter.State.CLOSED)
                            .map(Matter::id)
                            .findFirst())
                    .orElseGet(() -> matters.open(customer, "Our call", false, now));
            InteractionId interaction = interactions.keep(new Said(
                    customer,
                    Optional.of(matter),
                    Channel.PHONE,
                    Said.Direction.OUTBOUND,
                    Optional.empty(),
                    Optional.of(point.id()),
                    Optional.of(by),
                    false,
                    "UNKNOWN",
                    now,
                    number,
                    known.name(),
                    Optional.empty(),
                    "",
                    "",
                    "",
                    Optional.empty(),
                    false,
                    false,
                    false,
                    Optional.empty(),
                    List.of()));
            long id = store.insert(
                    customer,
                    interaction,
                    Optional.of(matter),
                    promise.map(Promised::id),
                    Optional.empty(),
                    Optional.of(trunk.id()),
                    Said.Direction.OUTBOUND,
                    Optional.of(by),
                    now);
            promise.ifPresent(one -> attempts.began(one.id(), by, interaction, now));
            return new Call(
                    id,
                    Said.Direction.OUTBOUND,
                    customer,
                    customer,
                    known.name(),
                    home,
                    Optional.empty(),
                    interaction,
                    Optional.of(matter),
                    promise.map(Promised::id),
                    number,
                    now,
                    Optional.empty());
        });
    }

    /// By another trunk than it began.
    void goesBy(Call call, Trunk trunk) {
        store.goesBy(call.id(), trunk.id());
    }

    private Optional<AgentId> lastSpoke(CustomerId person) {
        return customers.acquaintances(person).stream()
                .max(Comparator.comparing(Acquaintance::last))
                .map(Acquaintance::agent);
    }

    /// One of us speaks with them: the promise to answer is theirs, unless a colleague's.
    ///
    /// @return whether the call was not over before
    boolean answered(Call call, AgentId by, Instant now) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            // Locks the customer, as must come first.
            if (call.promise().isEmpty()
                    || promises.take(call.promise().get(), by, now) instanceof Promises.TakeResult.Unknown) {
                customers.lock(call.record());
            }
            if (!store.talking(call.id(), by, now)) {
                status.setRollbackOnly();
                return false;
            }
            journal.append(call.record(), new InteractionEvent.CallAnswered(call.interaction(), by), now);
            return true;
        }));
    }

    /// Another of us has it in hand from now on, and what was promised with it.
    void passed(Call call, AgentId from, AgentId to, Instant now) {
        Optional<Long> card = call.promise().flatMap(promise -> card(promise, from, to, now));
        transaction.executeWithoutResult(status -> {
            // Locks the customer, as must come first.
            if (card.flatMap(one -> promises.answer(one, to, true, "", now)).isEmpty()) {
                customers.lock(call.record());
            }
            store.pass(call.id(), to);
        });
    }

    /// The hand-over that was offered to them, else one that says nothing.
    private Optional<Long> card(PromiseId promise, AgentId from, AgentId to, Instant now) {
        return promises.offered(promise, to)
                .or(() -> transaction.execute(status -> promises.change(
                        promise,
                        known -> known.state() == Promised.State.OPEN
                                        && known.owner().filter(from::equals).isPresent()
                                ? promises.offer(known, from, to, new HandOverCard("", "", ""), false, now)
                                : Optional.<Long>empty(),
                        Optional.empty())));
    }

    /// They are left to a team: what was promised is nobody's there until one of them speaks with them.
    void queued(Call call, TeamId team, Instant now) {
        call.promise()
                .ifPresent(id -> promises.change(
                        id,
                        promise -> {
                            if (promise.state() == Promised.State.OPEN) {
                                promises.rehome(promise, team, true, now);
                            }
                            return true;
                        },
                        false));
    }

    /// They were put through to somebody outside.
    void passed(Call call, CallStore.Passed to) {
        transaction.executeWithoutResult(status -> {
            customers.lock(call.record());
            store.passed(call.id(), to);
        });
    }

    void recording(Call call) {
        store.recording(call.id());
    }

    /// It is over. What was promised is kept if they spoke with one of us, else it is urgent from now on.
    ///
    /// @param heard how it could be heard
    void ended(CallStore.Row call, How how, Optional<AgentId> by, Hearing.Kept heard, Instant now) {
        ended(call, how, by, heard, now, now);
    }

    /// The same, of a call whose end is written down later than it was.
    ///
    /// @param end when it was
    void ended(CallStore.Row call, How how, Optional<AgentId> by, Hearing.Kept heard, Instant end, Instant now) {
        transaction.executeWithoutResult(status -> {
            customers.lock(call.customer());
            if (!store.end(call.id(), how, end)) {
                return;
            }
            store.heard(call.id(), heard);
            boolean machine = how == How.TALKED && store.isMachine(call.id());
            switch (how) {
                case TALKED -> {
                    if (!machine) {
                        talked(call, by, now);
                    }
                }
                case MISSED, VOICEMAIL -> callBack(call, owed(call, how, end), soon(call, now), now);
                case CUT -> callBack(call, owed(call, how, end), now.plus(AT_ONCE), now);
                case UNANSWERED -> {}
            }
            outcome(how, machine).ifPresent(came -> attempts.ended(call.interaction(), came, now));
            journal.append(call.customer(), new InteractionEvent.CallEnded(call.interaction(), how, by), now);
        });
    }

    /// What a call of ours came to, as a go at what was promised; empty for one of theirs that nobody took.
    private static Optional<CallingEvent.Outcome> outcome(How how, boolean machine) {
        return switch (how) {
            case TALKED -> Optional.of(machine ? CallingEvent.Outcome.MESSAGE : CallingEvent.Outcome.REACHED);
            case UNANSWERED -> Optional.of(CallingEvent.Outcome.NO_ANSWER);
            case CUT -> Optional.of(CallingEvent.Outcome.CUT);
            case MISSED, VOICEMAIL -> Optional.empty();
        };
    }

    /// A machine answered there; whoever calls leaves a message.
    ///
    /// @return whether the call is one of ours that is up
    boolean machine(long call, AgentId by) {
        return store.machine(call, by);
    }

    /// By trunk, how calls that began since then could be heard.
    List<CallStore.Heard> heardSince(Instant since) {
        return store.heardSince(since);
    }

    /// What is owed after a call without a talk, in words: whoever called from a page may have left no number.
    private String owed(CallStore.Row call, How how, Instant end) {
        String happened = switch (how) {
            case VOICEMAIL -> "left a message";
            case CUT -> "cut off after " + words(call.answered().orElse(call.began()), end);
            case MISSED, TALKED, UNANSWERED -> "hung up after " + words(call.began(), end);
        };
        if (!call.page()) {
            return "Call back: " + happened;
        }
        Set<ContactPoint.Kind> known = customers.points(call.customer()).stream()
                .map(linked -> linked.point().kind())
                .collect(Collectors.toSet());
        if (known.contains(ContactPoint.Kind.PHONE)) {
            return "Call back: called from the website, " + happened;
        }
        String instead = known.contains(ContactPoint.Kind.EMAIL) ? "Write by mail" : "Write in the chat";
        return instead + ": called from the website, " + happened + ", left no number";
    }

    /// They have said how they are reached after their call was over: what is owed says so.
    void reachable(long id, Instant now) {
        transaction.executeWithoutResult(status -> {
            Optional<CallStore.Row> row = store.find(id);
            row.ifPresent(call -> customers.lock(call.customer()));
            row.filter(call -> call.how().filter(how -> how != How.TALKED).isPresent())
                    .flatMap(CallStore.Row::promise)
                    .flatMap(promises::find)
                    .filter(promise -> promise.state() == Promised.State.OPEN)
                    .ifPresent(promise -> promises.hurry(
                            promise,
                            owed(
                                    row.get(),
                                    row.get().how().orElseThrow(),
                                    row.get().ended().orElseThrow()),
                            promise.deadline(),
                            now));
        });
    }

    /// The call that this was.
    Optional<CallStore.Row> of(InteractionId interaction) {
        return store.of(interaction);
    }

    Optional<CallStore.Row> find(long call) {
        return store.find(call);
    }

    /// Those that a process which is no more has left.
    List<CallStore.Row> left() {
        return store.live();
    }

    private void talked(CallStore.Row call, Optional<AgentId> by, Instant now) {
        by.ifPresent(agent -> customers.talked(call.customer(), agent, now));
        call.promise()
                .flatMap(promises::find)
                .filter(promise -> promise.state() == Promised.State.OPEN)
                .filter(promise -> promise.owner().isEmpty() || promise.owner().equals(by))
                .ifPresent(promise -> promises.keep(promise, by, now));
        call.matter()
                .filter(matter -> promises.openOf(matter).isEmpty())
                .flatMap(matters::find)
                .filter(matter -> matter.state() == Matter.State.OPEN)
                .ifPresent(matter -> matters.waiting(matter.id(), now));
    }

    /// The promise to answer becomes the one to call back; where there is none any more there is one again.
    private void callBack(CallStore.Row call, String what, Instant deadline, Instant now) {
        Optional<Promised> open =
                call.promise().flatMap(promises::find).filter(promise -> promise.state() == Promised.State.OPEN);
        if (open.isPresent()) {
            // What one of us said that we call back about stays as they put it.
            boolean said = open.get().kind() == Promised.Kind.CALL_BACK;
            promises.hurry(open.get(), said ? open.get().what() : what, deadline, now);
            return;
        }
        call.matter()
                .ifPresent(matter -> promises.make(
                        new Promises.Draft(
                                call.customer(),
                                matter,
                                home(call),
                                Promised.Kind.CALL_BACK,
                                what,
                                deadline,
                                call.agent(),
                                Optional.empty(),
                                Optional.empty(),
                                false),
                        Channel.PHONE,
                        call.agent(),
                        now));
    }

    private TeamId home(CallStore.Row call) {
        return customers.find(call.customer()).orElseThrow().homeTeam();
    }

    private Instant soon(CallStore.Row call, Instant now) {
        Team team = workforce.team(home(call));
        return team.calendar().due(now, callBackWithin);
    }

    /// "23 s", "4 min".
    static String words(Instant from, Instant to) {
        long seconds = Math.max(0, Duration.between(from, to).toSeconds());
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
    }
}
