package io.rapport.server.mystery;

import io.rapport.server.channel.Door;
import io.rapport.server.customer.Customers;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.time.Instant;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/// The one record that stands for the mystery customer; made when it is first needed.
final class MysteryCustomer {
    /// Leads nowhere in the world (RFC 2606); in this process it is [MysteryMailbox].
    static final ContactPoint ADDRESS = new ContactPoint(ContactPoint.Kind.EMAIL, "mystery.customer@rapport.invalid");

    static final String NAME = "Mystery customer";

    private final Customers customers;
    private final TransactionTemplate transaction;

    MysteryCustomer(Customers customers, TransactionTemplate transaction) {
        this.customers = customers;
        this.transaction = transaction;
    }

    Customers.Mystery ensure(TeamId team, Instant now) {
        return customers
                .mystery()
                .orElseGet(() -> transaction.execute(status -> customers.makeMystery(ADDRESS, NAME, team, now)));
    }

    /// The team that answers at a door where no customer's own team does; empty while there is no team.
    static Optional<Team> teamOf(Door door, Workforce workforce) {
        return door.team().flatMap(workforce::findTeam).or(workforce::fallbackTeam);
    }
}
