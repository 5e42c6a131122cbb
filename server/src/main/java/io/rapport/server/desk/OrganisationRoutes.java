package io.rapport.server.desk;

import io.rapport.server.access.Accounts;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.customer.Organisation;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// To which organisation a person belongs, and who else does.
@RestController
@RequestMapping("/api/customers/{id}/organisation")
@May(Permission.ANSWER)
class OrganisationRoutes {
    private static final int PEOPLE = 20;
    private static final int MAX_NAME = 200;

    private final DeskParts parts;
    private final Customers customers;
    private final Merges merges;
    private final Accounts accounts;

    OrganisationRoutes(DeskParts parts, Customers customers, Merges merges, Accounts accounts) {
        this.parts = parts;
        this.customers = customers;
        this.merges = merges;
        this.accounts = accounts;
    }

    record OrganisationView(@Nullable String name, int size, List<Wire.Person> people) {}

    /// Their organisation and who else belongs to it.
    @May(Permission.SEE_CUSTOMERS)
    @GetMapping
    OrganisationView see(@PathVariable String id) {
        Optional<Organisation> found = customers.organisation(survivor(id), PEOPLE);
        return found.map(organisation -> new OrganisationView(
                        organisation.name(),
                        organisation.size(),
                        parts.store()
                                .people(organisation.people().stream()
                                        .map(CustomerId::value)
                                        .toList())))
                .orElseGet(() -> new OrganisationView(null, 0, List.of()));
    }

    /// @param rename whether the organisation is called so from now on; else the person belongs to the one of that name
    record OrganisationRequest(@Nullable String name, boolean rename) {}

    /// Says to which organisation they belong; an empty name takes them out of it.
    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable String id, @RequestBody OrganisationRequest given) {
        Agent me = parts.caller().agent();
        CustomerId customer = survivor(id);
        String name = Optional.ofNullable(given.name())
                .orElse("")
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        if (name.length() > MAX_NAME || (given.rename() && name.isEmpty())) {
            throw Refusal.field("name", "An organisation's name has 1 to " + MAX_NAME + " characters.");
        }
        parts.transaction().executeWithoutResult(status -> {
            customers.lock(customer);
            if (!given.rename()) {
                customers.belongs(customer, name, me.id(), parts.clock().instant());
            } else if (!customers.renameOrganisation(
                    customer, name, me.id(), parts.clock().instant())) {
                throw Refusal.conflict("no-organisation", "They belong to no organisation (any more).");
            }
        });
        accounts.audit(
                parts.caller().session().account().id(),
                given.rename() ? "renamed organisation of customer" : "set organisation of customer",
                customer.toString());
    }

    private CustomerId survivor(String id) {
        CustomerId survivor = merges.circle(new CustomerId(Ids.of(id))).getFirst();
        return customers
                .find(survivor)
                .map(c -> survivor)
                .orElseThrow(() -> Refusal.notFound("There is no such customer."));
    }
}
