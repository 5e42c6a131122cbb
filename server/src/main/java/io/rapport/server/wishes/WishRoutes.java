package io.rapport.server.wishes;

import io.rapport.server.access.Accounts;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.CustomerEvent;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What a person wants of us, on their page. Every change is journaled and audited.
@RestController
@RequestMapping("/api/customers/{id}/wishes")
@May(Permission.ANSWER)
class WishRoutes {
    private static final int MAX_TEXT = 200;
    private static final int MOST_AGREEMENTS = 50;

    private final WishStore store;
    private final Customers customers;
    private final Merges merges;
    private final Journal journal;
    private final Workforce workforce;
    private final Accounts accounts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WishRoutes(
            WishStore store,
            Customers customers,
            Merges merges,
            Journal journal,
            Workforce workforce,
            Accounts accounts,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.customers = customers;
        this.merges = merges;
        this.journal = journal;
        this.workforce = workforce;
        this.accounts = accounts;
        this.transaction = transaction;
        this.clock = clock;
    }

    record AgreementView(
            String id,
            Agreement.Kind kind,
            String how,
            Instant since,
            @Nullable String by,
            @Nullable Instant withdrawn,
            @Nullable String withdrawnBy) {
        static AgreementView of(Agreement one) {
            return new AgreementView(
                    Long.toString(one.id()),
                    one.kind(),
                    one.how(),
                    one.since(),
                    one.by().map(AgentId::toString).orElse(null),
                    one.withdrawn().orElse(null),
                    one.withdrawnBy().map(AgentId::toString).orElse(null));
        }
    }

    record WishesView(
            String language,
            @Nullable String bestTime,
            List<AgreementView> agreements,
            @Nullable QuietHours quiet) {}

    /// What they want of us: language, best time, agreements, quiet hours.
    @May(Permission.SEE_CUSTOMERS)
    @GetMapping
    WishesView see(@PathVariable String id) {
        Customer customer = customer(id);
        List<CustomerId> records = merges.circle(customer.id());
        return new WishesView(
                customer.language(),
                customer.bestTime().filter(time -> !time.isBlank()).orElse(null),
                store.agreements(records).stream().map(AgreementView::of).toList(),
                store.quiet(records).filter(quiet -> !quiet.slots().isEmpty()).orElse(null));
    }

    record ValueRequest(@Nullable String value) {}

    /// Notes which language they speak.
    @PutMapping("/language")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void language(@PathVariable String id, @RequestBody ValueRequest given, Principal caller) {
        String code = Optional.ofNullable(given.value()).orElse("").strip().toLowerCase(Locale.ROOT);
        if (!List.of(Locale.getISOLanguages()).contains(code)) {
            throw Refusal.field("value", "A language is written as its code: en, de, es.");
        }
        change(id, caller, "language", (customer, me, now) -> {
            customers.language(customer, code, Optional.of(me), now);
            return true;
        });
    }

    /// Notes when they are best reached.
    @PutMapping("/best-time")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void bestTime(@PathVariable String id, @RequestBody ValueRequest given, Principal caller) {
        String time = line(given.value());
        change(id, caller, "best time", (customer, me, now) -> {
            customers.bestTime(customer, time, Optional.of(me), now);
            return true;
        });
    }

    /// Without a stretch, there are no quiet hours.
    @PutMapping("/quiet")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void quiet(@PathVariable String id, @RequestBody QuietHours given, Principal caller) {
        boolean complete = given.zone() != null
                && given.slots() != null
                && given.slots().stream()
                        .allMatch(s -> s != null && s.days() != null && s.from() != null && s.to() != null);
        if (!complete || !given.stands()) {
            throw Refusal.field(
                    "slots", "Say on which days, from when to when (20:00 to 08:00), and in which time zone.");
        }
        change(id, caller, "quiet hours", (customer, me, now) -> {
            store.quiet(customer, given);
            return true;
        });
    }

    record AgreementRequest(
            Agreement.@Nullable Kind kind, @Nullable String how) {}

    /// Notes what they agreed to, and how they said so.
    @PostMapping("/agreements")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void agree(@PathVariable String id, @RequestBody AgreementRequest given, Principal caller) {
        String how = line(given.how());
        Agreement.Kind kind =
                Optional.ofNullable(given.kind()).orElseThrow(() -> Refusal.field("kind", "Say to what they agreed."));
        if (how.isEmpty()) {
            throw Refusal.field("how", "Say how they agreed: in a call, on a form.");
        }
        change(id, caller, "agreement", (customer, me, now) -> {
            List<Agreement> known = store.agreements(merges.circle(customer));
            if (known.stream()
                    .anyMatch(one -> one.kind() == kind && one.withdrawn().isEmpty())) {
                throw Refusal.field("kind", "They agreed to that already.");
            }
            if (known.size() >= MOST_AGREEMENTS) {
                throw Refusal.field("kind", "That has been said very often already.");
            }
            store.agree(customer, kind, how, me, now);
            return true;
        });
    }

    /// Notes that they withdrew an agreement.
    @PostMapping("/agreements/{agreement}/withdraw")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String id, @PathVariable String agreement, Principal caller) {
        long number = number(agreement);
        change(
                id,
                caller,
                "agreement, withdrawn",
                (customer, me, now) -> store.withdraw(merges.circle(customer), number, now, me));
    }

    /// Takes back that it was withdrawn.
    @PostMapping("/agreements/{agreement}/restore")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void restore(@PathVariable String id, @PathVariable String agreement, Principal caller) {
        long number = number(agreement);
        change(
                id,
                caller,
                "agreement, again",
                (customer, me, now) -> store.withdraw(merges.circle(customer), number, null, null));
    }

    private interface Change {
        /// @return whether there was anything to change
        boolean make(CustomerId customer, AgentId me, Instant now);
    }

    private void change(String id, Principal caller, String what, Change change) {
        long account = Long.parseLong(caller.getName());
        AgentId me = workforce
                .agentOfAccount(account)
                .filter(Agent::enabled)
                .map(Agent::id)
                .orElseThrow(() -> Refusal.forbidden("This account belongs to no team yet."));
        CustomerId customer = customer(id).id();
        Instant now = clock.instant();
        boolean made = Boolean.TRUE.equals(transaction.execute(status -> {
            customers.lock(customer);
            boolean changed = change.make(customer, me, now);
            if (changed) {
                journal.append(customer, new CustomerEvent.CustomerChanged(customer, Optional.of(me)), now);
            }
            return changed;
        }));
        if (!made) {
            throw Refusal.notFound("It is not so (any more).");
        }
        accounts.audit(account, "changed " + what + " of customer", customer.toString());
    }

    private static String line(@Nullable String text) {
        String line =
                text == null ? "" : text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (line.length() > MAX_TEXT) {
            throw Refusal.field("value", "At most " + MAX_TEXT + " characters.");
        }
        return line;
    }

    private Customer customer(String id) {
        return Optional.of(number(id))
                .flatMap(number ->
                        customers.find(merges.circle(new CustomerId(number)).getFirst()))
                .orElseThrow(() -> Refusal.notFound("There is no such customer."));
    }

    private static long number(String id) {
        if (!id.matches("[1-9][0-9]{0,17}")) {
            throw Refusal.notFound("There is no such thing.");
        }
        return Long.parseLong(id);
    }
}
