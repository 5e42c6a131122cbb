package io.rapport.server.facts;

import io.rapport.server.customer.Customers;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.security.Principal;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The facts on an organisation's own page. They are changed by way of one of its people.
@RestController
@May(Permission.SEE_CUSTOMERS)
class OrganisationFactRoutes {
    private final Fields fields;
    private final Facts facts;
    private final Customers customers;

    OrganisationFactRoutes(Fields fields, Facts facts, Customers customers) {
        this.fields = fields;
        this.facts = facts;
        this.customers = customers;
    }

    record OrganisationFacts(List<FactViews.FactView> facts, List<ExternalId> ids) {}

    /// What is known of an organisation, and its numbers in other systems.
    @GetMapping("/api/organisations/{id}/facts")
    OrganisationFacts see(@PathVariable String id, Principal caller) {
        long organisation = Numbers.of(id)
                .filter(number -> customers.organisation(number, 0).isPresent())
                .orElseThrow(() -> Refusal.notFound("There is no such organisation."));
        return new OrganisationFacts(
                FactViews.of(fields, About.ORGANISATION, facts.ofOrganisation(organisation), caller),
                facts.idsOfOrganisation(organisation));
    }
}
