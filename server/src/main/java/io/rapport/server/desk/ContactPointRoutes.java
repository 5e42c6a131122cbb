package io.rapport.server.desk;

import io.rapport.server.access.Accounts;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.EnteredAddress;
import io.rapport.server.customer.LinkedPoint;
import io.rapport.server.customer.Merges;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The addresses of a person, as colleagues are told them.
@RestController
@RequestMapping("/api/customers/{id}/contact-points")
@May(Permission.ANSWER)
class ContactPointRoutes {
    private final DeskParts parts;
    private final Customers customers;
    private final Merges merges;
    private final Accounts accounts;

    ContactPointRoutes(DeskParts parts, Customers customers, Merges merges, Accounts accounts) {
        this.parts = parts;
        this.customers = customers;
        this.merges = merges;
        this.accounts = accounts;
    }

    record AddRequest(@Nullable String value, boolean shared) {}

    /// Adds an address by which they are reached.
    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(@PathVariable String id, @RequestBody AddRequest given) {
        Agent me = parts.caller().agent();
        CustomerId customer = survivor(id);
        ContactPoint address = EnteredAddress.read(
                        Optional.ofNullable(given.value()).orElse(""))
                .orElseThrow(() -> Refusal.field(
                        "value", "That is neither an e-mail address nor a telephone number with 5 to 15 digits."));
        Customers.Added added = parts.transaction()
                .execute(status -> customers.addPoint(
                        customer,
                        address,
                        given.shared(),
                        me.id(),
                        parts.clock().instant()));
        switch (added) {
            case Customers.Added.Now _ -> audit("added contact point to customer", customer);
            case Customers.Added.AlreadyTheirs _ -> throw Refusal.field("value", "It is theirs already.");
            case Customers.Added.OfAnother(var _, var name) ->
                throw Refusal.conflict(
                        "of-another",
                        "It is " + name + "'s. If they are one person, merge them; if they share it, say so.");
            case Customers.Added.TooMany _ -> throw Refusal.field("value", "They have very many addresses already.");
        }
    }

    /// Takes an address away.
    @DeleteMapping("/{point}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, @PathVariable String point) {
        Agent me = parts.caller().agent();
        CustomerId customer = survivor(id);
        long number = Ids.of(point);
        boolean removed = Boolean.TRUE.equals(parts.transaction().execute(status -> {
            customers.lock(customer);
            List<LinkedPoint> points = customers.points(customer);
            if (points.size() == 1 && points.getFirst().id() == number) {
                throw Refusal.conflict("last", "It is the only way to reach them. Add another one first.");
            }
            return customers.removePoint(
                    customer, number, me.id(), parts.clock().instant());
        }));
        if (!removed) {
            throw Refusal.notFound("This address is not theirs (any more).");
        }
        audit("removed contact point from customer", customer);
    }

    private void audit(String what, CustomerId customer) {
        accounts.audit(parts.caller().session().account().id(), what, customer.toString());
    }

    private CustomerId survivor(String id) {
        CustomerId survivor = merges.circle(new CustomerId(Ids.of(id))).getFirst();
        return customers
                .find(survivor)
                .map(c -> survivor)
                .orElseThrow(() -> Refusal.notFound("There is no such customer."));
    }
}
