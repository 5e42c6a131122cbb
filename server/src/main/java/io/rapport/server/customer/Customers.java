package io.rapport.server.customer;

import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The people we serve. Thread-safe; what changes something runs in the caller's transaction.
public final class Customers {
    private static final int MAX_NAME = 200;
    private static final int MAX_POINTS = 40;

    private final CustomerStore store;
    private final HomeTeams homeTeams;
    private final Merges merges;
    private final Journal journal;

    Customers(CustomerStore store, HomeTeams homeTeams, Merges merges, Journal journal) {
        this.store = store;
        this.homeTeams = homeTeams;
        this.merges = merges;
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
        CustomerStore.Locked locked = store.lock(link.customer());
        boolean provenNow = !link.claimant()
                && (evidence == Evidence.PROVEN
                        || said.filter(link.customer()::equals).isPresent());
        if (provenNow && link.proof() != LinkProof.VERIFIED) {
            store.prove(contactPoint, link.customer(), LinkProof.VERIFIED);
        }
        return new Met(
                link.customer(), locked.homeTeam(), contactPoint, false, provenNow, circle(link.customer(), locked));
    }

    private List<CustomerId> circle(CustomerId customer, CustomerStore.Locked locked) {
        return locked.alone() ? List.of(customer) : merges.circle(locked.survivor());
    }

    private Met stranger(Knock knock, String name, Optional<CustomerId> claims, Instant now) {
        Bearings bearings = knock.bearings().get();
        HomeChoice home = homeTeams.choose(knock.doorTeam(), bearings.with(List.of(knock.address())));
        TeamId team = home.team();
        boolean proven = knock.evidence() == Evidence.PROVEN && claims.isEmpty();
        LinkProof proof = proven
                ? LinkProof.VERIFIED
                : knock.evidence() == Evidence.UNKNOWN && claims.isEmpty() ? LinkProof.SEEN : LinkProof.CLAIMED;
        CustomerStore.Made made =
                store.insert(knock.address(), name, home, bearings.language(), knock.prospect(), claims, proof, now);
        journal.append(made.customer(), new CustomerEvent.CustomerMet(made.customer(), team, claims), now);
        return new Met(made.customer(), team, made.contactPoint(), true, proven, List.of(made.customer()));
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

    /// Locks a customer (and all records of that person) whose number is known: the first thing that a transaction
    /// does.
    ///
    /// @return the home team of the one who speaks for them
    public TeamId lock(CustomerId customer) {
        return store.lock(customer).homeTeam();
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
            CustomerStore.Made made = store.insert(
                    address,
                    name,
                    new HomeChoice(team, HomeWhy.DOOR, ""),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    LinkProof.VERIFIED,
                    now);
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

    /// The addresses of one record, whomever it was merged with.
    public List<LinkedPoint> ownPoints(CustomerId customer) {
        return store.points(List.of(customer));
    }

    /// The addresses of a person, over all their records.
    public List<LinkedPoint> points(CustomerId customer) {
        return points(merges.circle(customer));
    }

    /// The same, for whoever knows them already.
    ///
    /// @param circle all records of a person
    public List<LinkedPoint> points(List<CustomerId> circle) {
        return store.points(circle);
    }

    /// Remembers that the two have spoken.
    public void talked(CustomerId customer, AgentId agent, Instant at) {
        store.talked(customer, agent, at);
    }

    /// Who knows them, best first; at most five, among them whoever spoke with them last.
    public List<Acquaintance> acquaintances(CustomerId customer) {
        return store.acquaintances(merges.circle(customer)).stream()
                .sorted(Comparator.comparingInt(Acquaintance::talks)
                        .thenComparing(Acquaintance::last)
                        .reversed())
                .toList();
    }

    /// Customers whose name, address or organisation begins with the words, best first.
    public List<CustomerId> search(String words, int limit) {
        return store.search(words, limit);
    }

    /// The same people, or everybody for no words, in pages, newest first.
    ///
    /// @param before the last one of the page before
    public List<CustomerId> newest(String words, Optional<CustomerId> before, int limit) {
        long behind = before.map(CustomerId::value).orElse(Long.MAX_VALUE);
        return words.isEmpty() ? store.newest(behind, limit) : store.newest(words, behind, limit);
    }

    /// The organisation a customer belongs to, with at most so many of its people.
    public Optional<Organisation> organisation(CustomerId customer, int people) {
        return store.organisationOf(customer, people);
    }

    /// Says to which organisation the one record belongs that speaks for a person; a new name makes a new one. The
    /// customer is locked.
    ///
    /// @param name empty: to none
    public void belongs(CustomerId customer, String name, AgentId by, Instant now) {
        Optional<Long> organisation = name.isBlank() ? Optional.empty() : Optional.of(store.organisationNamed(name));
        store.setOrganisation(List.of(customer), organisation);
        journal.append(customer, new CustomerEvent.CustomerChanged(customer, Optional.of(by)), now);
    }

    /// An organisation by its number, with at most so many of its people.
    public Optional<Organisation> organisation(long id, int people) {
        return store.organisation(id, people);
    }

    /// Those whose name begins with the words, or has a word that does; by name.
    public List<Organisation> organisations(String words, int limit) {
        return store.organisations(words, limit);
    }

    /// Gives an organisation another name.
    ///
    /// @return whether there is one of that number
    public boolean renameOrganisation(long organisation, String name, AgentId by, Instant now) {
        boolean renamed = store.renameOrganisation(organisation, name);
        if (renamed) {
            journal.append(new CustomerEvent.OrganisationChanged(organisation, by), now);
        }
        return renamed;
    }

    /// Gives the organisation of a customer another name, for all of its people. The customer is locked.
    ///
    /// @return whether they belong to one
    public boolean renameOrganisation(CustomerId customer, String name, AgentId by, Instant now) {
        boolean renamed = store.organisationOf(customer, 1)
                .map(organisation -> store.renameOrganisation(organisation.id(), name))
                .orElse(false);
        if (renamed) {
            journal.append(customer, new CustomerEvent.CustomerChanged(customer, Optional.of(by)), now);
        }
        return renamed;
    }

    /// What adding an address came to.
    public sealed interface Added {
        record Now() implements Added {}

        record AlreadyTheirs() implements Added {}

        /// It is somebody else's; it can be shared, or the two are one person.
        record OfAnother(CustomerId other, String name) implements Added {}

        record TooMany() implements Added {}
    }

    /// Adds an address that a colleague was told. It proves nothing until the customer uses it. The first thing that a
    /// transaction does.
    ///
    /// @param shared whether it may be somebody else's as well
    public Added addPoint(CustomerId customer, ContactPoint address, boolean shared, AgentId by, Instant now) {
        return addPoint(customer, address, shared, Optional.of(by), now);
    }

    /// Adds an address at which they themselves say to be reached, whoever else has it. It proves nothing and opens
    /// nobody's history. The first thing that a transaction does.
    public Added sayPoint(CustomerId customer, ContactPoint address, Instant now) {
        return addPoint(customer, address, true, Optional.empty(), now);
    }

    private Added addPoint(
            CustomerId customer, ContactPoint address, boolean shared, Optional<AgentId> by, Instant now) {
        List<CustomerId> circle = merges.circle(customer);
        List<Matching.Link> links =
                store.lockedLinks(address).map(CustomerStore.Linked::links).orElse(List.of());
        store.lock(customer);
        if (links.stream().anyMatch(link -> circle.contains(link.customer()))) {
            return new Added.AlreadyTheirs();
        }
        Optional<Matching.Link> other =
                links.stream().filter(link -> !link.claimant()).findFirst();
        if (other.isPresent() && !shared) {
            return new Added.OfAnother(other.get().survivor(), other.get().name());
        }
        if (store.points(circle).size() >= MAX_POINTS) {
            return new Added.TooMany();
        }
        store.link(address, circle.getFirst(), now);
        journal.append(customer, new CustomerEvent.CustomerChanged(customer, by), now);
        return new Added.Now();
    }

    /// Takes an address from a person; it is remembered with its proof. The customer is locked.
    ///
    /// @return whether it was theirs
    public boolean removePoint(CustomerId customer, long contactPoint, AgentId by, Instant now) {
        boolean removed = store.unlink(contactPoint, merges.circle(customer), by, now) > 0;
        if (removed) {
            journal.append(customer, new CustomerEvent.CustomerChanged(customer, Optional.of(by)), now);
        }
        return removed;
    }

    /// With which team one record is at home, and why.
    public record Home(CustomerId record, TeamId team, String why, String detail) {}

    /// Of all records of a person.
    public List<Home> homes(CustomerId customer) {
        return store.homes(merges.circle(customer));
    }

    /// Gives a person, with all their records, to another team. The customer is locked.
    public void moveHome(CustomerId survivor, TeamId to, AgentId by, Instant now) {
        List<Home> before = homes(survivor);
        store.setHomes(before.stream()
                .map(home -> new Home(home.record(), to, HomeWhy.MOVED.name(), ""))
                .toList());
        homeMoved(survivor, before.getFirst().team(), to, by, false, now);
    }

    /// Gives their records back to the teams they had, for the reasons they had. The customer is locked.
    public void moveBack(CustomerId survivor, TeamId from, List<Home> homes, AgentId by, Instant now) {
        store.setHomes(homes);
        TeamId to = homes.stream()
                .filter(home -> home.record().equals(survivor))
                .findFirst()
                .orElse(homes.getFirst())
                .team();
        homeMoved(survivor, from, to, by, true, now);
    }

    private void homeMoved(CustomerId survivor, TeamId from, TeamId to, AgentId by, boolean back, Instant now) {
        homeTeams.moved(from, to);
        journal.append(survivor, new CustomerEvent.HomeTeamMoved(survivor, from, to, Optional.of(by), back), now);
    }

    public void bestTime(CustomerId customer, String bestTime, Optional<AgentId> by, Instant now) {
        store.setBestTime(customer, bestTime);
        journal.append(customer, new CustomerEvent.CustomerChanged(customer, by), now);
    }

    /// In which language they want to be spoken to; its code (ISO 639-1). The customer is locked.
    public void language(CustomerId customer, String language, Optional<AgentId> by, Instant now) {
        store.setLanguage(customer, language);
        journal.append(customer, new CustomerEvent.CustomerChanged(customer, by), now);
    }

    /// They say what they are called, which is believed of somebody of whom we know nothing but a name that we made up.
    /// The first thing that a transaction does.
    ///
    /// @param madeUp that name
    /// @return whether they are called so from now on
    public boolean introduced(CustomerId customer, String madeUp, String name, Instant now) {
        store.lock(customer);
        boolean unknown = store.customer(customer)
                .filter(known -> known.name().equals(madeUp))
                .isPresent();
        if (unknown) {
            store.setName(customer, name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name);
            journal.append(customer, new CustomerEvent.CustomerChanged(customer, Optional.empty()), now);
        }
        return unknown;
    }

    public void prospect(CustomerId customer, boolean prospect, Optional<AgentId> by, Instant now) {
        merges.circle(customer).forEach(record -> store.setProspect(record, prospect));
        journal.append(customer, new CustomerEvent.CustomerChanged(customer, by), now);
    }
}
