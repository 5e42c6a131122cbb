package io.rapport.server.customer;

import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The people we serve. Thread-safe; what changes something runs in the caller's transaction.
public final class Customers {
    private static final int MAX_NAME = 200;

    private final CustomerStore store;
    private final HomeTeams homeTeams;
    private final Journal journal;

    Customers(CustomerStore store, HomeTeams homeTeams, Journal journal) {
        this.store = store;
        this.homeTeams = homeTeams;
        this.journal = journal;
    }

    /// Finds or makes the customer who knocks and locks them: the first thing that a transaction does.
    public Met meet(Knock knock, Instant now) {
        Optional<CustomerStore.Linked> linked = store.lockedLinks(knock.address());
        List<Matching.Link> links = linked.map(CustomerStore.Linked::links).orElse(List.of());
        return switch (Matching.decide(links, knock.name(), knock.evidence(), knock.said())) {
            case Matching.Decision.Existing(var link) ->
                existing(linked.orElseThrow().contactPoint(), link, knock.evidence(), knock.said());
            case Matching.Decision.Stranger() -> stranger(knock, nameOf(knock), Optional.empty(), now);
            case Matching.Decision.Claimant(var original) -> stranger(knock, nameOf(knock), Optional.of(original), now);
            case Matching.Decision.ForAddress() ->
                stranger(knock, knock.address().value(), Optional.empty(), now);
        };
    }

    private Met existing(long contactPoint, Matching.Link link, Evidence evidence, Optional<CustomerId> said) {
        TeamId team = store.lock(link.customer());
        boolean provenNow = !link.claimant()
                && (evidence == Evidence.PROVEN
                        || said.filter(link.customer()::equals).isPresent());
        if (provenNow && link.proof() != LinkProof.VERIFIED) {
            store.prove(contactPoint, link.customer(), LinkProof.VERIFIED);
        }
        return new Met(link.customer(), team, contactPoint, false, provenNow);
    }

    private Met stranger(Knock knock, String name, Optional<CustomerId> claims, Instant now) {
        TeamId team = homeTeams.choose(knock.doorTeam());
        boolean proven = knock.evidence() == Evidence.PROVEN && claims.isEmpty();
        LinkProof proof = proven
                ? LinkProof.VERIFIED
                : knock.evidence() == Evidence.UNKNOWN && claims.isEmpty() ? LinkProof.SEEN : LinkProof.CLAIMED;
        CustomerStore.Made made = store.insert(knock.address(), name, team, knock.prospect(), claims, proof, now);
        journal.append(made.customer(), new CustomerEvent.CustomerMet(made.customer(), team, claims), now);
        return new Met(made.customer(), team, made.contactPoint(), true, proven);
    }

    private static String nameOf(Knock knock) {
        String name = knock.name().isBlank()
                ? fromAddress(knock.address().value())
                : knock.name().strip();
        return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
    }

    /// "gwen.pritchard@bakery.example" is most likely called Gwen Pritchard.
    private static String fromAddress(String address) {
        int at = address.lastIndexOf('@');
        String[] words = (at > 0 ? address.substring(0, at) : address).split("[._+-]+");
        StringBuilder name = new StringBuilder();
        for (String word : words) {
            if (word.isEmpty() || word.chars().anyMatch(Character::isDigit)) {
                return address;
            }
            name.append(name.isEmpty() ? "" : " ")
                    .append(Character.toUpperCase(word.charAt(0)))
                    .append(word.substring(1));
        }
        return words.length < 2 ? address : name.toString();
    }

    /// Locks a customer whose number is known: the first thing that a transaction does.
    ///
    /// @return their home team
    public TeamId lock(CustomerId customer) {
        return store.lock(customer);
    }

    /// Our own mystery customer, with the address at which receipts and answers reach them.
    public record Mystery(CustomerId id, String name, long contactPoint, ContactPoint address) {}

    /// The mystery customer, if there is one yet. They have a team once there is a team.
    public Optional<Mystery> mystery() {
        return store.mystery();
    }

    /// Makes the mystery customer: one an installation. In a transaction of its own that writes nothing else.
    public Mystery makeMystery(ContactPoint address, String name, TeamId team, Instant now) {
        store.lockedLinks(address);
        return store.mystery().orElseGet(() -> {
            CustomerStore.Made made =
                    store.insert(address, name, team, false, Optional.empty(), LinkProof.VERIFIED, now);
            store.markMystery(made.customer());
            journal.append(
                    made.customer(), new CustomerEvent.CustomerMet(made.customer(), team, Optional.empty()), now);
            return new Mystery(made.customer(), name, made.contactPoint(), address);
        });
    }

    /// Notes an address that somebody says is theirs, so that we can answer there. Where it is another's already,
    /// they become one who merely claims to be that customer, and the other's history stays closed to them. In a
    /// transaction that has written nothing yet.
    public void claim(CustomerId customer, ContactPoint address, Instant now) {
        List<Matching.Link> links =
                store.lockedLinks(address).map(CustomerStore.Linked::links).orElse(List.of());
        store.lock(customer);
        if (links.stream().anyMatch(link -> link.customer().equals(customer))) {
            return;
        }
        Optional<CustomerId> original = links.stream()
                .filter(link -> !link.claimant())
                .map(Matching.Link::customer)
                .findFirst();
        store.link(customer, address, LinkProof.CLAIMED, original, now);
        journal.append(customer, new CustomerEvent.CustomerChanged(customer, Optional.empty()), now);
    }

    public Optional<Customer> find(CustomerId id) {
        return store.customer(id);
    }

    public List<LinkedPoint> points(CustomerId customer) {
        return store.points(customer);
    }

    /// Remembers that the two have spoken.
    public void talked(CustomerId customer, AgentId agent, Instant at) {
        store.talked(customer, agent, at);
    }

    /// Who knows them, best first; at most five.
    public List<Acquaintance> acquaintances(CustomerId customer) {
        return store.acquaintances(customer);
    }

    /// Customers whose name, address or organisation begins with the words, best first.
    public List<CustomerId> search(String words, int limit) {
        return store.search(words, limit);
    }

    public void bestTime(CustomerId customer, String bestTime, Optional<AgentId> by, Instant now) {
        store.setBestTime(customer, bestTime);
        journal.append(customer, new CustomerEvent.CustomerChanged(customer, by), now);
    }

    public void prospect(CustomerId customer, boolean prospect, Optional<AgentId> by, Instant now) {
        store.setProspect(customer, prospect);
        journal.append(customer, new CustomerEvent.CustomerChanged(customer, by), now);
    }
}
