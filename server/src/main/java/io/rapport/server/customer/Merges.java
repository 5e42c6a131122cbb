package io.rapport.server.customer;

import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.CannotAcquireLockException;

/// Several records of one person: merged into a circle and parted again, without moving or destroying anything. Every
/// record keeps its addresses, matters and promises; readers show a circle as one. Thread-safe; what changes something
/// runs in the caller's transaction and is the first thing that it does.
public final class Merges {
    /// Records in a circle at the most.
    public static final int MOST = 20;

    private static final int SUGGESTIONS = 5;

    /// Where everybody has an address: the domain says nothing about a person.
    private static final List<String> PUBLIC_DOMAINS = List.of(
            "gmail.com",
            "googlemail.com",
            "outlook.com",
            "hotmail.com",
            "live.com",
            "yahoo.com",
            "icloud.com",
            "me.com",
            "gmx.de",
            "gmx.net",
            "web.de",
            "t-online.de",
            "aol.com",
            "proton.me",
            "protonmail.com",
            "mail.ru",
            "yandex.ru",
            "qq.com",
            "163.com",
            "btinternet.com",
            "orange.fr",
            "free.fr",
            "libero.it");

    private final MergeStore store;
    private final Journal journal;

    Merges(MergeStore store, Journal journal) {
        this.store = store;
        this.journal = journal;
    }

    /// What merging came to.
    public sealed interface Merged {
        record Now(CustomerId survivor, CustomerId absorbed) implements Merged {}

        record AlreadyOne() implements Merged {}

        /// The circle would be larger than any person's; somebody merges what is not one.
        record TooMany() implements Merged {}

        /// There is no such customer, or it is the mystery customer.
        record NotPossible() implements Merged {}
    }

    /// Says that two records are one person; the first one's survives and speaks for both.
    public Merged merge(CustomerId one, CustomerId other, AgentId by, Instant now) {
        Optional<CustomerId> survivor = store.find(one).map(MergeStore.Row::survivor);
        Optional<CustomerId> absorbed = store.find(other).map(MergeStore.Row::survivor);
        if (survivor.isEmpty() || absorbed.isEmpty()) {
            return new Merged.NotPossible();
        }
        if (survivor.equals(absorbed)) {
            return new Merged.AlreadyOne();
        }
        return merge(survivor.get(), absorbed.get(), store.lock(survivor.get(), absorbed.get()), by, now);
    }

    private Merged merge(CustomerId survivor, CustomerId absorbed, List<MergeStore.Row> rows, AgentId by, Instant now) {
        if (rows.stream().anyMatch(row -> row.into().isPresent())) {
            throw new CannotAcquireLockException("customer " + survivor + " or " + absorbed + " was merged meanwhile");
        }
        if (rows.stream().anyMatch(MergeStore.Row::mystery)) {
            return new Merged.NotPossible();
        }
        if (store.circle(survivor).size() + store.circle(absorbed).size() > MOST) {
            return new Merged.TooMany();
        }
        store.merge(survivor, absorbed);
        store.forgetNotOnePerson(survivor, absorbed);
        CustomerEvent merged = new CustomerEvent.CustomersMerged(survivor, absorbed, by);
        journal.append(survivor, merged, now);
        journal.append(absorbed, merged, now);
        return new Merged.Now(survivor, absorbed);
    }

    /// Two circles that were one.
    ///
    /// @param branch the records that left, the one that speaks for them first
    /// @param rest the records they left, the survivor first
    public record Parted(List<CustomerId> branch, List<CustomerId> rest) {}

    /// Takes a record (with what was merged into it) out of its circle again.
    ///
    /// @return empty if it was in none
    public Optional<Parted> part(CustomerId absorbed, AgentId by, Instant now) {
        Optional<MergeStore.Row> known =
                store.find(absorbed).filter(row -> row.into().isPresent());
        if (known.isEmpty()) {
            return Optional.empty();
        }
        CustomerId survivor = known.get().survivor();
        boolean still = store.lock(survivor, absorbed).stream()
                .filter(row -> row.id().equals(absorbed))
                .allMatch(row -> row.into().isPresent() && row.survivor().equals(survivor));
        if (!still) {
            throw new CannotAcquireLockException("customer " + absorbed + " was merged or parted meanwhile");
        }
        List<CustomerId> branch = store.branch(absorbed).stream()
                .sorted((a, b) -> a.equals(absorbed) ? -1 : b.equals(absorbed) ? 1 : 0)
                .toList();
        List<CustomerId> rest = store.circle(survivor).stream()
                .filter(record -> !branch.contains(record))
                .toList();
        store.part(absorbed, branch, survivor, rest);
        store.notOnePerson(survivor, absorbed, by, now);
        CustomerEvent parted = new CustomerEvent.CustomersParted(survivor, absorbed, by);
        journal.append(survivor, parted, now);
        journal.append(absorbed, parted, now);
        return Optional.of(new Parted(branch, rest));
    }

    /// All records of a person, the one that speaks for them first; of a customer who stands alone, only themselves.
    public List<CustomerId> circle(CustomerId customer) {
        return store.find(customer)
                .map(row -> row.circle().isEmpty() ? List.of(customer) : store.circle(row.survivor()))
                .orElse(List.of(customer));
    }

    /// The records among these that stand in a circle, with the one that speaks for it.
    public Map<CustomerId, CustomerId> survivors(List<CustomerId> customers) {
        return store.survivors(customers);
    }

    /// Who may be the same person, likeliest first.
    public List<Duplicate> duplicates(CustomerId customer) {
        return store.duplicates(circle(customer), PUBLIC_DOMAINS, SUGGESTIONS);
    }

    /// Somebody looked: they are two.
    public void notOnePerson(CustomerId one, CustomerId other, AgentId by, Instant now) {
        store.notOnePerson(one, other, by, now);
    }
}
