package io.rapport.server.desk;

import io.rapport.server.access.Accounts;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.promise.HandOverCard;
import io.rapport.server.promise.PromiseEvent;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What an agent does with one promise, alone or as one of many: each is a transaction of its own, and is refused with
/// the sentence that says why.
final class PromiseDeeds {
    /// Setting of the installation: how many chats one of us holds at once.
    static final String CHATS_AT_ONCE = "chats-at-once";

    static final int MOST_CHATS = 3;
    private static final int MOST_REASON = 300;

    private final Promises promises;
    private final Matters matters;
    private final Workforce workforce;
    private final Accounts accounts;
    private final Clock clock;

    PromiseDeeds(Promises promises, Matters matters, Workforce workforce, Accounts accounts, Clock clock) {
        this.promises = promises;
        this.matters = matters;
        this.workforce = workforce;
        this.accounts = accounts;
        this.clock = clock;
    }

    void take(Agent me, PromiseId promise) {
        Instant now = clock.instant();
        int most = accounts.setting(CHATS_AT_ONCE).map(Integer::parseInt).orElse(MOST_CHATS);
        Promises.TakeResult result = isUnownedChat(promise)
                ? promises.takeWithin(promise, me.id(), Channel.CHAT, most, now)
                : promises.take(promise, me.id(), now);
        switch (result) {
            case Promises.TakeResult.Yours _ -> {}
            case Promises.TakeResult.Theirs(var owner) ->
                throw Refusal.conflict("taken", name(owner) + " has taken it already.");
            case Promises.TakeResult.Enough _ ->
                throw Refusal.conflict(
                        "enough-chats",
                        "You hold " + most + " chats at once, which is enough. Answer one of them first.");
            case Promises.TakeResult.Ended _ -> throw Refusal.conflict("ended", "It is done already.");
            case Promises.TakeResult.Unknown _ -> throw Refusal.notFound("There is no such promise.");
        }
    }

    /// Who talks with as many as they can follow takes no other chat.
    private boolean isUnownedChat(PromiseId id) {
        return promises.find(id)
                        .filter(p ->
                                p.kind() == Promised.Kind.ANSWER && p.owner().isEmpty())
                        .isPresent()
                && promises.channelOf(id).filter(Channel.CHAT::equals).isPresent();
    }

    void keep(Agent me, PromiseId id) {
        change(id, (promise, now) -> {
            promises.keep(promise, Optional.of(me.id()), now);
            rest(promise.matter(), now);
        });
    }

    /// @param reason why it need not be done any more
    void release(Agent me, PromiseId id, String reason) {
        if (reason.isEmpty()) {
            throw Refusal.field("reason", "Say why it need not be done any more.");
        }
        change(id, (promise, now) -> {
            oursToChange(me, promise);
            promises.release(promise, Optional.of(me.id()), reason, now);
            rest(promise.matter(), now);
        });
    }

    /// A matter rests when nothing more is owed about it.
    private void rest(MatterId matter, Instant now) {
        boolean nothingOwed = promises.openOf(matter).isEmpty();
        boolean open =
                matters.find(matter).filter(m -> m.state() == Matter.State.OPEN).isPresent();
        if (nothingOwed && open) {
            matters.waiting(matter, now);
        }
    }

    void move(Agent me, PromiseId id, @Nullable Instant deadline) {
        if (deadline == null || !deadline.isAfter(clock.instant())) {
            throw Refusal.field("deadline", "Say by when: a time to come.");
        }
        change(id, (promise, now) -> {
            oursToChange(me, promise);
            promises.move(promise, deadline, Optional.of(me.id()), now);
        });
    }

    /// Only its owner puts a promise aside, and never past its deadline.
    void putAside(Agent me, PromiseId id, @Nullable Instant until) {
        if (until == null || !until.isAfter(clock.instant())) {
            throw Refusal.field("until", "Say until when: a time to come.");
        }
        change(id, (promise, now) -> {
            mine(me, promise);
            if (!until.isBefore(promise.deadline())) {
                throw Refusal.field("until", "Its deadline is before that. Choose a moment before the deadline.");
            }
            if (until.isAfter(now)) {
                promises.putAside(promise, until, me.id(), now);
            }
        });
    }

    void bringBack(Agent me, PromiseId id) {
        change(id, (promise, now) -> {
            mine(me, promise);
            promises.bringBack(promise, PromiseEvent.PromiseReturned.Why.OWNER, now);
        });
    }

    /// Nobody changes what a colleague has promised, except the lead.
    private void oursToChange(Agent me, Promised promise) {
        boolean allowed = promise.owner().isEmpty()
                || promise.owner().filter(me.id()::equals).isPresent()
                || me.lead();
        if (!allowed) {
            throw notYours(promise);
        }
    }

    private void mine(Agent me, Promised promise) {
        if (promise.owner().isEmpty()) {
            throw Refusal.conflict("not-yours", "It is nobody's yet. Take it first.");
        }
        if (!promise.owner().get().equals(me.id())) {
            throw notYours(promise);
        }
    }

    private Refusal notYours(Promised promise) {
        return Refusal.conflict("not-yours", "It is " + name(promise.owner().orElseThrow()) + "'s.");
    }

    /// @param tell whether the customer is told who has it, once it was accepted
    void handOver(Agent me, PromiseId id, @Nullable String receiver, Wire.@Nullable CardGiven given, boolean tell) {
        if (receiver == null || receiver.isBlank()) {
            throw Refusal.field("to", "Say who takes it over.");
        }
        AgentId to = new AgentId(Ids.of(receiver));
        if (to.equals(me.id())) {
            throw Refusal.field("to", "It is yours already.");
        }
        if (workforce.agent(to).filter(Agent::enabled).isEmpty()) {
            throw Refusal.field("to", "There is no such colleague.");
        }
        HandOverCard card = given == null ? new HandOverCard("", "", "") : card(given);
        change(id, (promise, now) -> {
            oursToChange(me, promise);
            if (promises.offer(promise, me.id(), to, card, tell, now).isEmpty()) {
                throw Refusal.conflict("offered", "Somebody has been asked already and has not answered yet.");
            }
        });
    }

    private static HandOverCard card(Wire.CardGiven given) {
        String mood = orEmpty(given.mood());
        try {
            return new HandOverCard(
                    orEmpty(given.asked()),
                    orEmpty(given.promised()),
                    orEmpty(given.tried()),
                    orEmpty(given.dontAsk()),
                    mood.isEmpty() ? HandOverCard.Mood.UNSAID : HandOverCard.Mood.valueOf(mood),
                    orEmpty(given.nextStep()));
        } catch (IllegalArgumentException unknown) {
            throw Refusal.field("mood", "A mood is one of GLAD, CALM, WORRIED, UPSET, or nothing.");
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /// Why somebody does something: at most 300 characters.
    static String words(@Nullable String reason) {
        String words = orEmpty(reason).strip();
        return words.length() > MOST_REASON ? words.substring(0, MOST_REASON) : words;
    }

    private void change(PromiseId id, BiConsumer<Promised, Instant> change) {
        boolean known = promises.change(
                id,
                current -> {
                    if (current.state() != Promised.State.OPEN) {
                        throw Refusal.conflict("ended", "It is done already.");
                    }
                    change.accept(current, clock.instant());
                    return true;
                },
                false);
        if (!known) {
            throw Refusal.notFound("There is no such promise.");
        }
    }

    private String name(AgentId agent) {
        return workforce.agent(agent).map(Agent::firstName).orElse("A colleague");
    }
}
