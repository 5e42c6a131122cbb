package io.rapport.server.facts;

import io.rapport.server.customer.CustomerEvent;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.customer.Organisation;
import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is known about people and organisations in the fields of the company, and as whom other systems know them.
/// Thread-safe; what changes something runs in the caller's transaction and locks the customer first.
public final class Facts {
    /// Numbers of other systems that one has at the most.
    static final int MOST_IDS = 20;

    private final FactStore store;
    private final Customers customers;
    private final Merges merges;
    private final Journal journal;

    Facts(FactStore store, Customers customers, Merges merges, Journal journal) {
        this.store = store;
        this.customers = customers;
        this.merges = merges;
        this.journal = journal;
    }

    /// Those about whom a fact is said on somebody's page, the one who speaks for them first; empty: they belong to no
    /// organisation.
    List<Long> owners(About about, CustomerId customer) {
        return switch (about) {
            case PERSON ->
                merges.circle(customer).stream().map(CustomerId::value).toList();
            case ORGANISATION ->
                customers.organisation(customer, 1).map(Organisation::id).stream()
                        .toList();
        };
    }

    /// By the number of the field.
    Map<Long, String> values(About about, CustomerId customer) {
        List<Long> owners = owners(about, customer);
        return owners.isEmpty() ? Map.of() : store.values(about, owners);
    }

    /// What stands in the fields of an organisation, by the number of the field.
    Map<Long, String> ofOrganisation(long organisation) {
        return store.values(About.ORGANISATION, List.of(organisation));
    }

    /// As whom other systems know an organisation.
    List<ExternalId> idsOfOrganisation(long organisation) {
        return store.ids(About.ORGANISATION, List.of(organisation));
    }

    List<ExternalId> ids(About about, CustomerId customer) {
        List<Long> owners = owners(about, customer);
        return owners.isEmpty() ? List.of() : store.ids(about, owners);
    }

    /// @param value in the one way of its kind; empty: none
    /// @return whether there is anybody about whom it could be said
    public boolean set(CustomerId customer, Field field, String value, AgentId by, Instant now) {
        customers.lock(customer);
        List<Long> owners = owners(field.about(), customer);
        if (owners.isEmpty()) {
            return false;
        }
        store.set(field.about(), owners.getFirst(), field.id(), value, by.value(), now);
        journal.append(customer, new CustomerEvent.CustomerChanged(customer, Optional.of(by)), now);
        return true;
    }

    /// What adding a number of another system came to.
    sealed interface Added {
        record Now() implements Added {}

        record OfAnother() implements Added {}

        record Nobody() implements Added {}

        record TooMany() implements Added {}
    }

    Added addId(CustomerId customer, About about, ExternalId id, AgentId by, Instant now) {
        customers.lock(customer);
        List<Long> owners = owners(about, customer);
        if (owners.isEmpty()) {
            return new Added.Nobody();
        }
        if (store.ids(about, owners).size() >= MOST_IDS) {
            return new Added.TooMany();
        }
        if (!store.addId(about, owners.getFirst(), id, now)) {
            return store.owner(about, id).filter(owners::contains).isPresent()
                    ? new Added.Now()
                    : new Added.OfAnother();
        }
        journal.append(customer, new CustomerEvent.CustomerChanged(customer, Optional.of(by)), now);
        return new Added.Now();
    }

    boolean removeId(CustomerId customer, About about, ExternalId id, AgentId by, Instant now) {
        customers.lock(customer);
        List<Long> owners = owners(about, customer);
        boolean removed = !owners.isEmpty() && store.removeId(about, owners, id);
        if (removed) {
            journal.append(customer, new CustomerEvent.CustomerChanged(customer, Optional.of(by)), now);
        }
        return removed;
    }

    /// Whom another system knows by this number.
    public Optional<CustomerId> person(ExternalId id) {
        return store.owner(About.PERSON, id).map(CustomerId::new);
    }

    /// Whom other systems know by these numbers, by those who speak for them.
    public Map<ExternalId, CustomerId> people(Collection<ExternalId> ids) {
        return ids.isEmpty() ? Map.of() : store.people(List.copyOf(ids));
    }

    /// What stands in the fields of several people, over all their records, by the numbers of the fields.
    public Map<CustomerId, Map<Long, String>> values(Set<CustomerId> survivors) {
        return survivors.isEmpty() ? Map.of() : store.valuesOf(List.copyOf(survivors));
    }

    /// A value for one of many.
    public record Value(CustomerId customer, long field, String value) {}

    /// Writes values of people who are locked, and journals nothing: whoever writes so many journals the people.
    public void write(List<Value> values, Instant now) {
        store.write(values, now);
    }

    /// A number for one of many.
    public record Named(CustomerId customer, ExternalId id) {}

    /// Notes numbers of people who are locked.
    ///
    /// @return those that were nobody's
    public List<Named> name(List<Named> ids, Instant now) {
        return ids.isEmpty() ? List.of() : store.name(ids, now);
    }

    /// Takes numbers away again.
    public void unname(List<Named> ids) {
        ids.forEach(one -> store.removeId(About.PERSON, List.of(one.customer().value()), one.id()));
    }

    /// Forgets all facts and numbers of people.
    public void forget(List<CustomerId> people) {
        store.forget(people);
    }

    /// People with exactly this value in a field that one of the circles may see, or with this number of another system
    /// ("4711" or "billing: 4711"), or whose organisation has it.
    public List<CustomerId> holding(String value, List<SeenBy> circles, int limit) {
        return value.isBlank() ? List.of() : store.holding(value.strip(), circles, limit);
    }

    /// All of them in pages, newest customers first.
    ///
    /// @param before the last one of the page before
    public List<CustomerId> newestHolding(String value, List<SeenBy> circles, Optional<CustomerId> before, int limit) {
        long behind = before.map(CustomerId::value).orElse(Long.MAX_VALUE);
        return value.isBlank() ? List.of() : store.newestHolding(value.strip(), circles, behind, limit);
    }
}
