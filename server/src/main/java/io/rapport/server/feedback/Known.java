package io.rapport.server.feedback;

import io.rapport.server.access.Accounts;
import io.rapport.server.channel.Suppressions;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.LinkedPoint;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.wishes.Wishes;
import java.time.Instant;
import java.util.List;

/// Gathers what the rules about rest ask of a person, over all records that they have here.
final class Known {
    private final AskStore store;
    private final Surveys surveys;
    private final Customers customers;
    private final Promises promises;
    private final Wishes wishes;
    private final Accounts accounts;
    private final Suppressions suppressions;

    Known(
            AskStore store,
            Surveys surveys,
            Customers customers,
            Promises promises,
            Wishes wishes,
            Accounts accounts,
            Suppressions suppressions) {
        this.store = store;
        this.surveys = surveys;
        this.customers = customers;
        this.promises = promises;
        this.wishes = wishes;
        this.accounts = accounts;
        this.suppressions = suppressions;
    }

    /// @param records all of a person's, the one first that is asked
    Fatigue.Person person(List<CustomerId> records, Instant now) {
        boolean mystery = customers
                .mystery()
                .filter(known -> records.contains(known.id()))
                .isPresent();
        boolean claimant =
                customers.find(records.getFirst()).flatMap(Customer::claims).isPresent();
        boolean owed = records.stream()
                .flatMap(record -> promises.open(record).stream())
                .anyMatch(promise -> promise.kind() != Promised.Kind.CARE);
        return new Fatigue.Person(
                wishes.wantsNoSurveys(records.getFirst()) || isSuppressed(records.getFirst()),
                claimant,
                mystery,
                customers.points(records.getFirst()).stream()
                        .map(LinkedPoint::point)
                        .anyMatch(this::isStaff),
                owed,
                store.asked(records, now));
    }

    /// Whoever wants nothing that is sent to many is not asked either.
    private boolean isSuppressed(CustomerId customer) {
        return customers.points(customer).stream().map(LinkedPoint::point).anyMatch(suppressions::has);
    }

    /// Whether an address is one of ours: an administrator says so, or one of us signs in by it.
    boolean isStaff(ContactPoint address) {
        return surveys.rules().isStaff(address)
                || address.kind() == ContactPoint.Kind.EMAIL && accounts.nameIsTaken(address.value());
    }
}
