package io.rapport.server.customer;

import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Many people at once, as lists of other systems name them. Thread-safe; what changes something runs in the caller's
/// transaction, which locks first the addresses, then the people, and only then writes.
public final class Roster {
    private final RosterStore store;
    private final HomeTeams homeTeams;
    private final Journal journal;

    Roster(RosterStore store, HomeTeams homeTeams, Journal journal) {
        this.store = store;
        this.homeTeams = homeTeams;
        this.journal = journal;
    }

    /// One who has an address.
    ///
    /// @param trusted whether they proved it, or came by a list themselves
    public record Holder(CustomerId survivor, boolean trusted) {}

    /// What a record says of somebody; empty parts are not said.
    public record Told(
            String name,
            Optional<String> organisation,
            Optional<String> place,
            Optional<String> language,
            Optional<String> bestTime) {}

    /// Somebody new.
    ///
    /// @param postcode where the list names one
    public record Draft(Told told, List<ContactPoint> points, Optional<String> postcode) {
        /// The list names no postcode.
        public Draft(Told told, List<ContactPoint> points) {
            this(told, points, Optional.empty());
        }

        Bearings bearings() {
            return new Bearings(postcode, List.of(), Optional.empty(), told.language()).with(points);
        }
    }

    /// Waits until nobody else meets somebody at one of these addresses.
    public void lockAddresses(Set<ContactPoint> points) {
        store.lockAddresses(points);
    }

    /// Who has these addresses, claimants left out.
    public Map<ContactPoint, List<Holder>> holders(Set<ContactPoint> points) {
        return store.holders(points);
    }

    /// Locks people by their survivors, in the order of their numbers, and says what is known of each.
    public Map<CustomerId, Told> lock(Set<CustomerId> survivors) {
        return store.lock(survivors);
    }

    /// What is known of people, without locking them.
    public Map<CustomerId, Told> known(Set<CustomerId> survivors) {
        return store.known(survivors);
    }

    /// Makes people; everybody else is locked already.
    ///
    /// @param list by which list they came; 0: a program entered them
    /// @return in the order of the drafts
    public List<CustomerId> make(List<Draft> drafts, long list, Instant now) {
        List<HomeChoice> homes = new ArrayList<>();
        drafts.forEach(draft -> homes.add(homeTeams.choose(Optional.empty(), draft.bearings())));
        List<CustomerId> made = store.insert(drafts, homes, list, now);
        for (int n = 0; n < made.size(); n++) {
            journal.append(
                    made.get(n),
                    new CustomerEvent.CustomerMet(made.get(n), homes.get(n).team(), Optional.empty()),
                    now);
        }
        return made;
    }

    /// Says of a locked one what they are from now on, with addresses that nobody else has.
    ///
    /// @return the addresses that they did not have
    public List<Long> change(
            CustomerId survivor, Told told, List<ContactPoint> points, Optional<AgentId> by, Instant now) {
        List<Long> added = store.change(survivor, told, points, now);
        journal.append(survivor, new CustomerEvent.CustomerChanged(survivor, by), now);
        return added;
    }

    /// Says of a locked one what they are again, without these addresses.
    public void changeBack(CustomerId survivor, Told told, List<Long> points, Optional<AgentId> by, Instant now) {
        store.change(survivor, told, List.of(), now);
        store.unlink(survivor, points);
        journal.append(survivor, new CustomerEvent.CustomerChanged(survivor, by), now);
    }

    /// Those of a list with whom somebody has worked, or of whom more is known than the list said.
    public int workedOn(long list) {
        return store.workedOn(list);
    }

    /// Takes people of a list away again, unless somebody has worked with them; theirs in other modules are gone.
    ///
    /// @return whom it took
    public List<CustomerId> untouched(long list, List<CustomerId> people) {
        return store.lockUntouched(list, people);
    }

    /// Removes people that are locked and untouched.
    public void remove(List<CustomerId> people) {
        store.remove(people);
    }
}
