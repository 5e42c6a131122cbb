package io.rapport.server.desk;

import io.rapport.server.access.Accounts;
import io.rapport.server.channel.HandOverNews;
import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.promise.HandOverCard;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What an agent does with a promise or a matter.
@RestController
@RequestMapping("/api")
@May(Permission.HOLD_PROMISES)
class PromiseRoutes {
    /// Setting of the installation: how many chats one of us holds at once.
    static final String CHATS_AT_ONCE = "chats-at-once";

    static final int MOST_CHATS = 3;

    private final DeskStore store;
    private final Promises promises;
    private final Matters matters;
    private final Customers customers;
    private final Workforce workforce;
    private final Accounts accounts;
    private final HandOverNews news;
    private final Caller caller;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PromiseRoutes(
            DeskParts parts,
            Promises promises,
            Matters matters,
            Customers customers,
            Accounts accounts,
            HandOverNews news) {
        this.news = news;
        this.store = parts.store();
        this.workforce = parts.workforce();
        this.caller = parts.caller();
        this.transaction = parts.transaction();
        this.clock = parts.clock();
        this.promises = promises;
        this.matters = matters;
        this.customers = customers;
        this.accounts = accounts;
    }

    @PostMapping("/promises/{id}/take")
    Wire.PromiseRow take(@PathVariable String id) {
        Agent me = caller.agent();
        PromiseId promise = promise(id);
        roomForChat(me, promise);
        return switch (promises.take(promise, me.id(), clock.instant())) {
            case Promises.TakeResult.Yours _ -> row(promise);
            case Promises.TakeResult.Theirs(var owner) ->
                throw Refusal.conflict("taken", name(owner) + " has taken it already.");
            case Promises.TakeResult.Ended _ -> throw Refusal.conflict("ended", "It is done already.");
            case Promises.TakeResult.Unknown _ -> throw Refusal.notFound("There is no such promise.");
        };
    }

    /// Who talks with as many as they can follow takes no other chat. Looked at beforehand: two taken within the same
    /// millisecond may be one too many, which harms nobody.
    private void roomForChat(Agent me, PromiseId id) {
        boolean chat = promises.find(id)
                        .filter(p ->
                                p.kind() == Promised.Kind.ANSWER && p.owner().isEmpty())
                        .isPresent()
                && promises.channelOf(id).filter(Channel.CHAT::equals).isPresent();
        int most = accounts.setting(CHATS_AT_ONCE).map(Integer::parseInt).orElse(MOST_CHATS);
        if (chat && promises.answersOwed(me.id(), Channel.CHAT) >= most) {
            throw Refusal.conflict(
                    "enough-chats", "You hold " + most + " chats at once, which is enough. Answer one of them first.");
        }
    }

    @PostMapping("/promises/{id}/keep")
    Wire.PromiseRow keep(@PathVariable String id) {
        Agent me = caller.agent();
        return change(id, (promise, now) -> {
            promises.keep(promise, Optional.of(me.id()), now);
            rest(promise.matter(), now);
            return true;
        });
    }

    record Reason(@Nullable String reason) {
        String words() {
            String words = reason == null ? "" : reason.strip();
            return words.length() > 300 ? words.substring(0, 300) : words;
        }
    }

    @PostMapping("/promises/{id}/release")
    Wire.PromiseRow release(@PathVariable String id, @RequestBody Reason reason) {
        Agent me = caller.agent();
        if (reason.words().isEmpty()) {
            throw Refusal.field("reason", "Say why it need not be done any more.");
        }
        return change(id, (promise, now) -> {
            promises.release(promise, Optional.of(me.id()), reason.words(), now);
            rest(promise.matter(), now);
            return true;
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

    record Move(Instant deadline, @Nullable String reason) {}

    @PostMapping("/promises/{id}/move")
    Wire.PromiseRow move(@PathVariable String id, @RequestBody Move move) {
        Agent me = caller.agent();
        if (!move.deadline().isAfter(clock.instant())) {
            throw Refusal.field("deadline", "Say by when: a time to come.");
        }
        return change(id, (promise, now) -> {
            promises.move(promise, move.deadline(), me.id(), now);
            return true;
        });
    }

    /// @param tell whether the customer is told who has it, once it was accepted
    record HandOverRequest(String to, CardRequest card, boolean tell) {}

    record CardRequest(
            @Nullable String asked,
            @Nullable String promised,
            @Nullable String tried,
            @Nullable String dontAsk,
            @Nullable String mood,
            @Nullable String nextStep) {}

    private static HandOverCard card(CardRequest given) {
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

    @PostMapping("/promises/{id}/hand-over")
    Wire.PromiseRow handOver(@PathVariable String id, @RequestBody HandOverRequest given) {
        Agent me = caller.agent();
        AgentId to = new AgentId(Ids.of(given.to()));
        if (to.equals(me.id())) {
            throw Refusal.field("to", "It is yours already.");
        }
        if (workforce.agent(to).filter(Agent::enabled).isEmpty()) {
            throw Refusal.field("to", "There is no such colleague.");
        }
        HandOverCard card = card(given.card());
        return change(id, (promise, now) -> {
            boolean mine = promise.owner().isEmpty()
                    || promise.owner().filter(me.id()::equals).isPresent()
                    || me.lead();
            if (!mine) {
                throw Refusal.conflict(
                        "not-yours", "It is " + name(promise.owner().orElseThrow()) + "'s.");
            }
            if (promises.offer(promise, me.id(), to, card, given.tell(), now).isEmpty()) {
                throw Refusal.conflict("offered", "Somebody has been asked already and has not answered yet.");
            }
            return true;
        });
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @PostMapping("/hand-overs/{id}/accept")
    Wire.PromiseRow accept(@PathVariable String id) {
        return answer(id, true, "");
    }

    @PostMapping("/hand-overs/{id}/decline")
    Wire.PromiseRow decline(@PathVariable String id, @RequestBody Reason reason) {
        if (reason.words().isEmpty()) {
            throw Refusal.field("reason", "Say why, so that the other can find a better way.");
        }
        return answer(id, false, reason.words());
    }

    private Wire.PromiseRow answer(String id, boolean accepted, String reason) {
        Agent me = caller.agent();
        long handOver = Ids.of(id);
        Instant now = clock.instant();
        Optional<Promised> answered = transaction.execute(status -> {
            Optional<AgentId> giver = promises.giver(handOver);
            Optional<Promised> promise = promises.answer(handOver, me.id(), accepted, reason, now);
            if (accepted && promise.isPresent() && promises.tells(handOver)) {
                giver.flatMap(workforce::agent).ifPresent(from -> news.tell(handOver, promise.get(), from, me, now));
            }
            return promise;
        });
        return answered.map(promise -> row(promise.id()))
                .orElseThrow(() -> Refusal.notFound("This hand-over is no longer open, or not for you."));
    }

    record CloseRequest(@Nullable String why) {}

    @PostMapping("/matters/{id}/close")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(@PathVariable String id, @RequestBody CloseRequest request) {
        Agent me = caller.agent();
        InteractionEvent.MatterClosed.Why why = switch (orEmpty(request.why())) {
            case "AGREED" -> InteractionEvent.MatterClosed.Why.AGREED;
            case "SIGNED_UP" -> InteractionEvent.MatterClosed.Why.SIGNED_UP;
            case "SAID_NO" -> InteractionEvent.MatterClosed.Why.SAID_NO;
            default -> InteractionEvent.MatterClosed.Why.BY_AGENT;
        };
        changeMatter(id, (matter, now) -> {
            if (decided(why)) {
                promises.openOf(matter.id()).stream()
                        .filter(p -> p.kind() == Promised.Kind.FOLLOW_UP)
                        .forEach(p -> promises.release(p, Optional.of(me.id()), "they have decided", now));
            }
            if (!promises.openOf(matter.id()).isEmpty()) {
                throw Refusal.conflict("promises-open", "Something is still promised here. Keep or release it first.");
            }
            matters.close(matter.id(), why, Optional.of(me.id()), now);
            if (why == InteractionEvent.MatterClosed.Why.SIGNED_UP) {
                customers.prospect(matter.customer(), false, Optional.of(me.id()), now);
            }
        });
    }

    /// Whether it ends a sales enquiry, so that there is nothing left to ask.
    private static boolean decided(InteractionEvent.MatterClosed.Why why) {
        return why == InteractionEvent.MatterClosed.Why.SIGNED_UP || why == InteractionEvent.MatterClosed.Why.SAID_NO;
    }

    @PostMapping("/matters/{id}/reopen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reopen(@PathVariable String id) {
        Agent me = caller.agent();
        changeMatter(id, (matter, now) -> {
            matters.reopen(matter.id(), me.id(), now);
        });
    }

    record Kind(boolean sales) {}

    @PostMapping("/matters/{id}/kind")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void kind(@PathVariable String id, @RequestBody Kind kind) {
        Agent me = caller.agent();
        changeMatter(id, (matter, now) -> {
            matters.kind(matter.id(), kind.sales(), Optional.of(me.id()), now);
        });
    }

    private void changeMatter(String id, BiConsumer<Matter, Instant> change) {
        MatterId matter = new MatterId(Ids.of(id));
        Matter known = matters.find(matter).orElseThrow(() -> Refusal.notFound("There is no such matter."));
        transaction.executeWithoutResult(status -> {
            customers.lock(known.customer());
            change.accept(matters.find(matter).orElseThrow(), clock.instant());
        });
    }

    private Wire.PromiseRow change(String id, BiFunction<Promised, Instant, Boolean> change) {
        PromiseId promise = promise(id);
        boolean known = promises.change(
                promise,
                current -> {
                    if (current.state() != Promised.State.OPEN) {
                        throw Refusal.conflict("ended", "It is done already.");
                    }
                    return change.apply(current, clock.instant());
                },
                false);
        if (!known) {
            throw Refusal.notFound("There is no such promise.");
        }
        return row(promise);
    }

    private Wire.PromiseRow row(PromiseId id) {
        List<Wire.PromiseRow> rows = store.byIds(List.of(id.value()));
        return rows.stream().findFirst().orElseThrow(() -> Refusal.notFound("There is no such promise."));
    }

    private static PromiseId promise(String id) {
        return new PromiseId(Ids.of(id));
    }

    private String name(AgentId agent) {
        return workforce.agent(agent).map(Agent::firstName).orElse("A colleague");
    }
}
