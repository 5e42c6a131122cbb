package io.rapport.server.outreach;

import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.Journal;
import io.rapport.server.promise.Promises;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import org.springframework.transaction.support.TransactionTemplate;

/// What customers' words and calls stand on together.
record NoticeParts(
        Customers customers,
        Merges merges,
        Matters matters,
        Promises promises,
        Workforce workforce,
        Journal journal,
        TransactionTemplate transaction,
        Clock clock) {}
