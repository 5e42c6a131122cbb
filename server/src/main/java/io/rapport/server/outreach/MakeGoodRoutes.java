package io.rapport.server.outreach;

import io.rapport.server.access.Accounts;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.security.Principal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What we make good: proposed by one, approved by another, done, and proven to have arrived.
@RestController
@RequestMapping("/api")
@May(Permission.SEE_CUSTOMERS)
class MakeGoodRoutes {
    private static final int PAGE = 100;

    private final MakeGoods makeGoods;
    private final Incidents incidents;
    private final Accounts accounts;

    MakeGoodRoutes(MakeGoods makeGoods, Incidents incidents, Accounts accounts) {
        this.makeGoods = makeGoods;
        this.incidents = incidents;
        this.accounts = accounts;
    }

    record MakeGoodView(
            String id,
            String customer,
            String name,
            String what,
            @Nullable Long amountCents,
            @Nullable String currency,
            @OneOf(MakeGood.State.class) String state,
            boolean mine,
            @Nullable String proof,
            @Nullable Instant arrived,
            @OneOf(MakeGood.Arrival.class) @Nullable String arrivedHow) {

        static MakeGoodView of(MakeGood one, String name, long account) {
            return new MakeGoodView(
                    Long.toString(one.id()),
                    one.customer().toString(),
                    name,
                    one.what(),
                    OutreachViews.orNull(one.amountCents()),
                    one.currency().isEmpty() ? null : one.currency(),
                    one.state().name(),
                    one.proposedBy().orElse(0) == account,
                    one.proof().orElse(null),
                    one.arrived().orElse(null),
                    one.arrivedHow().map(MakeGood.Arrival::name).orElse(null));
        }
    }

    /// @param next where the list goes on; none at its end
    record MakeGoodList(List<MakeGoodView> rows, @Nullable String next) {}

    /// What is made good for an incident, a page at a time.
    @GetMapping("/incidents/{id}/make-goods")
    MakeGoodList makeGoods(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String after,
            Principal caller) {
        List<MakeGoodStore.Named> rows = makeGoods.rows(
                incident(id),
                state.isEmpty() ? Optional.empty() : Optional.of(Asked.oneOf(MakeGood.State.class, state, "state")),
                Asked.after(after),
                PAGE + 1);
        return new MakeGoodList(
                rows.stream()
                        .limit(PAGE)
                        .map(row -> MakeGoodView.of(row.makeGood(), row.name(), Asked.account(caller)))
                        .toList(),
                rows.size() > PAGE ? Long.toString(rows.get(PAGE - 1).makeGood().id()) : null);
    }

    /// @param customer none: for all who are touched and have none yet
    record ProposalRequest(
            @Nullable String customer,
            @Nullable String what,
            @Nullable Long amountCents,
            @Nullable String currency) {}

    /// @param count how many make-goods it was done for
    record CountView(int count) {}

    /// Proposes to make it good, for one or for all who are touched.
    @May(Permission.TELL_CUSTOMERS)
    @PostMapping("/incidents/{id}/make-goods")
    CountView proposeMakeGood(@PathVariable String id, @RequestBody ProposalRequest given, Principal caller) {
        long incident = incident(id);
        MakeGoodStore.Draft draft = draft(given, Asked.account(caller));
        int count = 1;
        if (given.customer() == null) {
            count = makeGoods.proposeAll(incident, draft);
        } else {
            CustomerId customer = new CustomerId(Asked.number(given.customer(), "There is no such customer."));
            boolean concerned = incidents.isTouched(incident, customer);
            if (!concerned) {
                throw Refusal.field("customer", "They are not touched by it.");
            }
            makeGoods.propose(customer, incident, draft);
        }
        accounts.audit(Asked.account(caller), "proposed to make good for " + count + ", incident", id);
        return new CountView(count);
    }

    private static MakeGoodStore.Draft draft(ProposalRequest given, long account) {
        String what = Asked.line(given.what(), "what", MakeGood.MAX_WHAT);
        if (what.isEmpty()) {
            throw Refusal.field("what", "Say what they get, or what is done for them.");
        }
        Long amount = given.amountCents();
        if (amount == null) {
            return new MakeGoodStore.Draft(what, OptionalLong.empty(), "", OptionalLong.of(account));
        }
        if (amount < 1 || amount > MakeGood.MOST_CENTS) {
            throw Refusal.field("amountCents", "Give an amount of at most a million.");
        }
        return new MakeGoodStore.Draft(
                what, OptionalLong.of(amount), currency(given.currency()), OptionalLong.of(account));
    }

    private static String currency(@Nullable String given) {
        try {
            return Currency.getInstance(String.valueOf(given).strip().toUpperCase(Locale.ROOT))
                    .getCurrencyCode();
        } catch (IllegalArgumentException none) {
            throw Refusal.field("currency", "A currency is written as its code: GBP, EUR, USD.");
        }
    }

    /// Approves all that others proposed for an incident.
    @May(Permission.APPROVE_NOTICES)
    @PostMapping("/incidents/{id}/make-goods/approve")
    CountView approveMakeGoods(@PathVariable String id, Principal caller) {
        return counted(id, makeGoods.approveAll(incident(id), Asked.account(caller)), "approved", caller);
    }

    /// Says of all that were approved for an incident that they are done.
    @May(Permission.TELL_CUSTOMERS)
    @PostMapping("/incidents/{id}/make-goods/done")
    CountView doneMakeGoods(@PathVariable String id, Principal caller) {
        return counted(id, makeGoods.doneAll(incident(id), Asked.account(caller)), "did", caller);
    }

    private CountView counted(String id, int count, String what, Principal caller) {
        accounts.audit(Asked.account(caller), what + " " + count + " make-goods of incident", id);
        return new CountView(count);
    }

    /// Approves one make-good; whoever proposed it can't.
    @May(Permission.APPROVE_NOTICES)
    @PostMapping("/make-goods/{id}/approve")
    MakeGoodView approveMakeGood(@PathVariable String id, Principal caller) {
        MakeGood one = find(id);
        if (one.proposedBy().orElse(0) == Asked.account(caller)) {
            throw Refusal.forbidden("You proposed it. Somebody else approves it.");
        }
        return after(id, makeGoods.approve(one, Asked.account(caller)), "approved make-good", caller);
    }

    /// Decides against one make-good.
    @May(Permission.APPROVE_NOTICES)
    @PostMapping("/make-goods/{id}/drop")
    MakeGoodView dropMakeGood(@PathVariable String id, Principal caller) {
        return after(id, makeGoods.drop(find(id)), "dropped make-good", caller);
    }

    record ProofRequest(@Nullable String proof) {}

    /// Says that one is done: the amount is booked, the thing was sent.
    @May(Permission.HOLD_PROMISES)
    @PostMapping("/make-goods/{id}/done")
    MakeGoodView doneMakeGood(@PathVariable String id, @RequestBody ProofRequest given, Principal caller) {
        String proof = Asked.line(given.proof(), "proof", MakeGood.MAX_PROOF);
        return after(
                id,
                makeGoods.done(find(id), Asked.account(caller), proof.isEmpty() ? null : proof),
                "did make-good",
                caller);
    }

    /// Says that one has arrived, by a receipt or the number of the credit.
    @May(Permission.HOLD_PROMISES)
    @PostMapping("/make-goods/{id}/arrived")
    MakeGoodView arrivedMakeGood(@PathVariable String id, @RequestBody ProofRequest given, Principal caller) {
        String proof = Asked.line(given.proof(), "proof", MakeGood.MAX_PROOF);
        if (proof.isEmpty()) {
            throw Refusal.field("proof", "Give the receipt, or the number of the credit.");
        }
        return after(
                id,
                makeGoods.arrived(find(id), MakeGood.Arrival.PROOF, proof),
                "proved that it arrived: make-good",
                caller);
    }

    private MakeGoodView after(String id, boolean changed, String what, Principal caller) {
        if (!changed) {
            throw Refusal.conflict("elsewhere", "It is further, or was given back meanwhile. Look at it again.");
        }
        accounts.audit(Asked.account(caller), what, id);
        return MakeGoodView.of(find(id), "", Asked.account(caller));
    }

    private MakeGood find(String id) {
        return Optional.of(Asked.number(id, "There is no such make-good."))
                .flatMap(makeGoods::find)
                .orElseThrow(() -> Refusal.notFound("There is no such make-good."));
    }

    private long incident(String id) {
        return Optional.of(Asked.number(id, "There is no such incident."))
                .flatMap(incidents::find)
                .map(Incident::id)
                .orElseThrow(() -> Refusal.notFound("There is no such incident."));
    }
}
