package io.rapport.server.channel;

import io.rapport.server.access.Accounts;
import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.Journal;
import io.rapport.server.promise.Promises;
import io.rapport.server.vault.Vault;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import org.springframework.transaction.support.TransactionTemplate;

/// What inbox, outbox and receipts stand on together.
record ChannelParts(
        InboundStore inbounds,
        OutboundStore outbounds,
        ChannelStateStore states,
        ConfiguredDoors doors,
        Customers customers,
        Interactions interactions,
        Matters matters,
        Promises promises,
        Workforce workforce,
        Accounts accounts,
        Vault vault,
        MatterTokens tokens,
        Journal journal,
        TransactionTemplate transaction,
        Clock clock) {}
