package io.rapport.server.erasure;

import io.rapport.server.access.Accounts;
import io.rapport.server.customer.Customer;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Forgetting a person: what it would take, asking for it, and taking that back.
@RestController
@RequestMapping("/api/customers/{id}/erasure")
@May(Permission.ERASE_CUSTOMERS)
class ErasureRoutes {
    private final Erasures erasures;
    private final Accounts accounts;

    ErasureRoutes(Erasures erasures, Accounts accounts) {
        this.erasures = erasures;
        this.accounts = accounts;
    }

    /// @param due null: nobody asked for it
    record WaitingView(@Nullable Instant due, Erasure.@Nullable Reason reason) {}

    /// Everybody who sees the person sees that they will be forgotten.
    @May(Permission.SEE_CUSTOMERS)
    @GetMapping
    WaitingView waiting(@PathVariable String id) {
        return erasures.waiting(number(id))
                .map(one -> new WaitingView(one.due(), one.reason()))
                .orElseGet(() -> new WaitingView(null, null));
    }

    /// @param counts how many of each would be erased; `claimants` are other records that stay
    record PreviewView(String name, Map<String, Integer> counts) {}

    /// What would be erased, counted.
    @GetMapping("/preview")
    PreviewView preview(@PathVariable String id) {
        Customer customer = find(id);
        return new PreviewView(customer.name(), erasures.count(customer.id()));
    }

    /// @param name as it stands on the page, typed by whoever asks
    record ErasureRequest(@Nullable String name, Erasure.@Nullable Reason reason) {}

    /// Asks for a person to be erased, after a time in which it can be taken back.
    @PostMapping
    WaitingView ask(@PathVariable String id, @RequestBody ErasureRequest given, Principal caller) {
        Customer customer = find(id);
        String typed = given.name() == null ? "" : given.name().strip();
        if (!typed.equalsIgnoreCase(customer.name().strip())) {
            throw Refusal.field("name", "Type the name as it stands on the page.");
        }
        Erasure.Reason reason =
                Optional.ofNullable(given.reason()).orElseThrow(() -> Refusal.field("reason", "Say why."));
        long account = Long.parseLong(caller.getName());
        if (!erasures.ask(customer.id(), reason, account)) {
            throw Refusal.conflict("asked", "It was asked for already.");
        }
        accounts.audit(
                account, "asked to erase customer: " + reason, customer.id().toString());
        return waiting(id);
    }

    /// Takes it back.
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String id, Principal caller) {
        Erasure waiting = erasures.waiting(number(id))
                .filter(erasures::cancel)
                .orElseThrow(() -> Refusal.notFound("Nobody asked to erase them, or it has been done."));
        accounts.audit(
                Long.parseLong(caller.getName()),
                "took back to erase customer",
                waiting.customer().toString());
    }

    private Customer find(String id) {
        return erasures.find(number(id)).orElseThrow(() -> Refusal.notFound("There is no such customer (any more)."));
    }

    private static CustomerId number(String id) {
        try {
            long number = Long.parseLong(id);
            if (number > 0) {
                return new CustomerId(number);
            }
        } catch (NumberFormatException nonsense) {
            // Answered below, like any other number that names nobody.
        }
        throw Refusal.notFound("There is no such customer.");
    }
}
