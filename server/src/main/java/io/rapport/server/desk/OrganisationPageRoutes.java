package io.rapport.server.desk;

import io.rapport.server.access.Accounts;
import io.rapport.server.customer.Customers;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// An organisation on its own page: its people, and what is owed to all of them.
@RestController
@RequestMapping("/api/organisations")
@May(Permission.SEE_CUSTOMERS)
class OrganisationPageRoutes {
    private static final int PEOPLE = 200;
    private static final int FOUND = 10;
    private static final int MAX_NAME = 200;

    private final DeskParts parts;
    private final Customers customers;
    private final Accounts accounts;

    OrganisationPageRoutes(DeskParts parts, Customers customers, Accounts accounts) {
        this.parts = parts;
        this.customers = customers;
        this.accounts = accounts;
    }

    record FoundOrganisation(String id, String name, int size) {}

    record FoundOrganisations(List<FoundOrganisation> organisations) {}

    /// Organisations by how their name begins, or by words of it.
    @GetMapping
    FoundOrganisations find(@RequestParam(defaultValue = "") String q) {
        String words = q.strip();
        if (words.isEmpty() || words.length() > MAX_NAME) {
            return new FoundOrganisations(List.of());
        }
        return new FoundOrganisations(customers.organisations(words, FOUND).stream()
                .map(one -> new FoundOrganisation(Long.toString(one.id()), one.name(), one.size()))
                .toList());
    }

    /// @param people by name, with when they last spoke with us; at most 200
    /// @param size how many they are in all
    /// @param promises open ones to any of them, nearest deadline first
    /// @param homes the teams at which they are at home, that of most first
    record OrganisationPage(
            String id,
            String name,
            int size,
            List<Wire.Person> people,
            List<Wire.PromiseRow> promises,
            List<Wire.TeamShare> homes) {}

    /// An organisation with its people and what is owed to them.
    @GetMapping("/{id}")
    OrganisationPage page(@PathVariable String id) {
        Organisation one = organisation(id);
        accounts.audit(parts.caller().session().account().id(), "saw organisation", id);
        return new OrganisationPage(
                Long.toString(one.id()),
                one.name(),
                one.size(),
                parts.store()
                        .people(one.people().stream().map(CustomerId::value).toList()),
                parts.store().ofOrganisation(one.id()),
                parts.store().homesOf(one.id()));
    }

    record NameRequest(@Nullable String name) {}

    /// Changes an organisation's name.
    @May(Permission.ANSWER)
    @PutMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rename(@PathVariable String id, @RequestBody NameRequest given) {
        Agent me = parts.caller().agent();
        Organisation one = organisation(id);
        String name = Optional.ofNullable(given.name())
                .orElse("")
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw Refusal.field("name", "An organisation's name has 1 to " + MAX_NAME + " characters.");
        }
        parts.transaction()
                .executeWithoutResult(status -> customers.renameOrganisation(
                        one.id(), name, me.id(), parts.clock().instant()));
        accounts.audit(parts.caller().session().account().id(), "renamed organisation", id);
    }

    private Organisation organisation(String id) {
        return customers
                .organisation(Ids.of(id), PEOPLE)
                .orElseThrow(() -> Refusal.notFound("There is no such organisation."));
    }
}
