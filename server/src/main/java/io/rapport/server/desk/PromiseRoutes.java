package io.rapport.server.desk;

import io.rapport.server.channel.HandOverNews;
import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
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
    private final DeskStore store;
    private final Promises promises;
    private final Matters matters;
    private final Customers customers;
    private final Workforce workforce;
    private final PromiseDeeds deeds;
    private final HandOverNews news;
    private final Caller caller;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PromiseRoutes(
            DeskParts parts,
            Promises promises,
            Matters matters,
            Customers customers,
            PromiseDeeds deeds,
            HandOverNews news) {
        this.workforce = parts.workforce();
        this.news = news;
        this.store = parts.store();
        this.caller = parts.caller();
        this.transaction = parts.transaction();
        this.clock = parts.clock();
        this.promises = promises;
        this.matters = matters;
        this.customers = customers;
        this.deeds = deeds;
    }

    /// Takes a promise; of several who take it, one gets it.
    @PostMapping("/promises/{id}/take")
    Wire.PromiseRow take(@PathVariable String id) {
        deeds.take(caller.agent(), promise(id));
        return row(promise(id));
    }

    /// Says that a promise was kept.
    @PostMapping("/promises/{id}/keep")
    Wire.PromiseRow keep(@PathVariable String id) {
        deeds.keep(caller.agent(), promise(id));
        return row(promise(id));
    }

    record Reason(@Nullable String reason) {
        String words() {
            return PromiseDeeds.words(reason);
        }
    }

    /// Releases a promise, with the reason.
    @PostMapping("/promises/{id}/release")
    Wire.PromiseRow release(@PathVariable String id, @RequestBody Reason reason) {
        deeds.release(caller.agent(), promise(id), reason.words());
        return row(promise(id));
    }

    record Move(Instant deadline, @Nullable String reason) {}

    /// Moves a deadline.
    @PostMapping("/promises/{id}/move")
    Wire.PromiseRow move(@PathVariable String id, @RequestBody Move move) {
        deeds.move(caller.agent(), promise(id), move.deadline());
        return row(promise(id));
    }

    record Aside(@Nullable Instant until) {}

    /// Puts a promise of mine aside until a moment.
    @PostMapping("/promises/{id}/aside")
    Wire.PromiseRow putAside(@PathVariable String id, @RequestBody Aside aside) {
        deeds.putAside(caller.agent(), promise(id), aside.until());
        return row(promise(id));
    }

    /// Brings it back.
    @DeleteMapping("/promises/{id}/aside")
    Wire.PromiseRow bringBack(@PathVariable String id) {
        deeds.bringBack(caller.agent(), promise(id));
        return row(promise(id));
    }

    /// @param tell whether the customer is told who has it, once it was accepted
    record HandOverRequest(
            String to, Wire.CardGiven card, @Nullable Boolean tell) {}

    /// Offers a promise to a colleague, with a card.
    @PostMapping("/promises/{id}/hand-over")
    Wire.PromiseRow handOver(@PathVariable String id, @RequestBody HandOverRequest given) {
        deeds.handOver(caller.agent(), promise(id), given.to(), given.card(), Boolean.TRUE.equals(given.tell()));
        return row(promise(id));
    }

    /// Takes over what was offered to me.
    @PostMapping("/hand-overs/{id}/accept")
    Wire.PromiseRow accept(@PathVariable String id) {
        return answer(id, true, "");
    }

    /// Says no to what was offered to me.
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

    /// Closes a matter.
    @PostMapping("/matters/{id}/close")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(@PathVariable String id, @RequestBody CloseRequest request) {
        Agent me = caller.agent();
        InteractionEvent.MatterClosed.Why why = switch (request.why() == null ? "" : request.why()) {
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

    /// Opens a matter again.
    @PostMapping("/matters/{id}/reopen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reopen(@PathVariable String id) {
        Agent me = caller.agent();
        changeMatter(id, (matter, now) -> {
            matters.reopen(matter.id(), me.id(), now);
        });
    }

    record Kind(boolean sales) {}

    /// Says whether a matter is about sales.
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

    private Wire.PromiseRow row(PromiseId id) {
        List<Wire.PromiseRow> rows = store.byIds(List.of(id.value()));
        return rows.stream().findFirst().orElseThrow(() -> Refusal.notFound("There is no such promise."));
    }

    private static PromiseId promise(String id) {
        return new PromiseId(Ids.of(id));
    }
}
