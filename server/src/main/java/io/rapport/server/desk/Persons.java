package io.rapport.server.desk;

import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.web.Refusal;

/// Whom a path means: one person may be several records that were merged.
record Persons(Customers customers, Merges merges, Matters matters) {

    /// The one who speaks for the person.
    ///
    /// @throws Refusal 404 if there is nobody
    Customer speaking(String id) {
        return customers
                .find(merges.circle(new CustomerId(Ids.of(id))).getFirst())
                .orElseThrow(() -> Refusal.notFound("There is no such customer."));
    }

    /// Of which record of the person a matter is: what is written about it stays with it, also when they are parted.
    ///
    /// @throws Refusal if it is another person's
    CustomerId recordOf(MatterId matter, CustomerId customer) {
        return matters.find(matter)
                .map(Matter::customer)
                .filter(merges.circle(customer)::contains)
                .orElseThrow(() -> Refusal.field("matter", "This matter is not theirs."));
    }
}
