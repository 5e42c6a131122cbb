package io.rapport.server.facts;

import io.rapport.server.access.Accounts;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.customer.Organisation;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The facts on a person's page, their own and those of the organisation they belong to.
@RestController
@RequestMapping("/api/customers/{id}")
@May(Permission.ANSWER)
class FactRoutes {
    private final Fields fields;
    private final Facts facts;
    private final Customers customers;
    private final Merges merges;
    private final Workforce workforce;
    private final Accounts accounts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FactRoutes(
            Fields fields,
            Facts facts,
            Customers customers,
            Merges merges,
            Workforce workforce,
            Accounts accounts,
            TransactionTemplate transaction,
            Clock clock) {
        this.fields = fields;
        this.facts = facts;
        this.customers = customers;
        this.merges = merges;
        this.workforce = workforce;
        this.accounts = accounts;
        this.transaction = transaction;
        this.clock = clock;
    }

    record SubjectView(List<FactViews.FactView> facts, List<ExternalId> ids) {}

    record OrganisationFacts(String name, List<FactViews.FactView> facts, List<ExternalId> ids) {}

    record FactsView(SubjectView person, @Nullable OrganisationFacts organisation) {}

    /// What is known about them and their organisation.
    @May(Permission.SEE_CUSTOMERS)
    @GetMapping("/facts")
    FactsView see(@PathVariable String id, Principal caller) {
        CustomerId customer = survivor(id);
        Optional<Organisation> organisation = customers.organisation(customer, 1);
        return new FactsView(
                new SubjectView(views(About.PERSON, customer, caller), facts.ids(About.PERSON, customer)),
                organisation
                        .map(one -> new OrganisationFacts(
                                one.name(),
                                views(About.ORGANISATION, customer, caller),
                                facts.ids(About.ORGANISATION, customer)))
                        .orElse(null));
    }

    private List<FactViews.FactView> views(About about, CustomerId customer, Principal caller) {
        return FactViews.of(fields, about, facts.values(about, customer), caller);
    }

    record ValueRequest(@Nullable String value) {}

    /// A field that the caller does not see is not there.
    @PutMapping("/facts/{field}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(
            @PathVariable String id, @PathVariable String field, @RequestBody ValueRequest given, Principal caller) {
        AgentId me = me(caller);
        CustomerId customer = survivor(id);
        Field known = Numbers.of(field)
                .flatMap(fields::find)
                .filter(one -> !one.retired() && one.seenBy().includes(caller))
                .orElseThrow(() -> Refusal.notFound("There is no such field (any more)."));
        String value = value(known, given.value());
        boolean kept = Boolean.TRUE.equals(
                transaction.execute(status -> facts.set(customer, known, value, me, clock.instant())));
        if (!kept) {
            throw Refusal.conflict("no-organisation", "They belong to no organisation (any more).");
        }
        accounts.audit(
                Long.parseLong(caller.getName()), "changed " + known.key() + " of customer", customer.toString());
    }

    private static String value(Field field, @Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            if (field.required()) {
                throw Refusal.field("value", field.name() + " is needed.");
            }
            return "";
        }
        return field.kind()
                .read(typed, field.choices())
                .orElseThrow(() -> Refusal.field("value", field.kind().rule()));
    }

    record IdRequest(
            @Nullable About about,
            @Nullable String system,
            @Nullable String value) {}

    /// Notes by which number another system knows them.
    @PostMapping("/external-ids")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(@PathVariable String id, @RequestBody IdRequest given, Principal caller) {
        AgentId me = me(caller);
        CustomerId customer = survivor(id);
        About about = given.about() == null ? About.PERSON : given.about();
        ExternalId wanted = externalId(given.system(), given.value());
        Facts.Added added = transaction.execute(status -> facts.addId(customer, about, wanted, me, clock.instant()));
        switch (added) {
            case Facts.Added.Now _ -> audit(caller, "added number of " + wanted.system() + " to customer", customer);
            case Facts.Added.OfAnother _ ->
                throw Refusal.conflict("of-another", "In " + wanted.system() + ", that is somebody else already.");
            case Facts.Added.Nobody _ ->
                throw Refusal.conflict("no-organisation", "They belong to no organisation (any more).");
            case Facts.Added.TooMany _ -> throw Refusal.field("value", "They have very many numbers already.");
        }
    }

    /// Takes such a number away.
    @DeleteMapping("/external-ids")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @PathVariable String id,
            @RequestParam About about,
            @RequestParam String system,
            @RequestParam String value,
            Principal caller) {
        AgentId me = me(caller);
        CustomerId customer = survivor(id);
        ExternalId known = externalId(system, value);
        boolean removed = Boolean.TRUE.equals(
                transaction.execute(status -> facts.removeId(customer, about, known, me, clock.instant())));
        if (!removed) {
            throw Refusal.notFound("That number is not theirs (any more).");
        }
        audit(caller, "removed number of " + known.system() + " from customer", customer);
    }

    private static ExternalId externalId(@Nullable String system, @Nullable String value) {
        return ExternalId.read(
                        Optional.ofNullable(system).orElse(""),
                        Optional.ofNullable(value).orElse(""))
                .orElseThrow(() -> Refusal.field(
                        "value", "A system's short name, such as billing, and their number or name there."));
    }

    private void audit(Principal caller, String what, CustomerId customer) {
        accounts.audit(Long.parseLong(caller.getName()), what, customer.toString());
    }

    private AgentId me(Principal caller) {
        return workforce
                .agentOfAccount(Long.parseLong(caller.getName()))
                .filter(Agent::enabled)
                .map(Agent::id)
                .orElseThrow(() -> Refusal.forbidden("This account belongs to no team yet."));
    }

    private CustomerId survivor(String id) {
        return Numbers.of(id)
                .map(number -> merges.circle(new CustomerId(number)).getFirst())
                .filter(survivor -> customers.find(survivor).isPresent())
                .orElseThrow(() -> Refusal.notFound("There is no such customer."));
    }
}
