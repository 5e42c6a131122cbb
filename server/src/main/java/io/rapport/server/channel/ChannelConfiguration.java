package io.rapport.server.channel;

import io.rapport.server.access.Accounts;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.EventFamily;
import io.rapport.server.journal.Journal;
import io.rapport.server.pointer.Pointers;
import io.rapport.server.promise.Promises;
import io.rapport.server.timer.Job;
import io.rapport.server.vault.Sealer;
import io.rapport.server.vault.Vault;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.web.WebSettings;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ChannelConfiguration {

    /// A minute. Who was told something by the hundred thousand falls silent by the hundred thousand.
    private static final int SILENT_AT_ONCE = 2_000;

    /// Rings when something is to be sent.
    private final Semaphore bell = new Semaphore(0);

    @Bean
    EventFamily channelEvents() {
        return new EventFamily(ChannelEvent.class);
    }

    @Bean
    ConfiguredDoors doors(
            BundlingTemplate jdbc,
            Sealer sealer,
            Accounts accounts,
            Journal journal,
            TransactionTemplate transaction,
            Clock clock) {
        return new ConfiguredDoors(jdbc, new DoorServersJson(sealer), accounts, journal, transaction, clock);
    }

    @Bean
    ChannelState channelState(BundlingTemplate jdbc) {
        return new ChannelStateStore(jdbc);
    }

    @Bean
    ChannelParts channelParts(
            BundlingTemplate jdbc,
            ConfiguredDoors doors,
            Customers customers,
            Interactions interactions,
            Matters matters,
            Promises promises,
            Workforce workforce,
            Accounts accounts,
            Vault vault,
            Sealer sealer,
            Journal journal,
            TransactionTemplate transaction,
            Clock clock) {
        return new ChannelParts(
                new InboundStore(jdbc),
                new OutboundStore(jdbc, journal),
                new ChannelStateStore(jdbc),
                doors,
                customers,
                interactions,
                matters,
                promises,
                workforce,
                accounts,
                vault,
                new MatterTokens(sealer.derive("matter-token")),
                journal,
                transaction,
                clock);
    }

    @Bean
    Outbox outbox(ChannelParts parts) {
        return new Outbox(parts, bell::release);
    }

    @Bean
    Receipts receipts(ChannelParts parts, BundlingTemplate jdbc, Outbox outbox, WebSettings web) {
        return new Receipts(parts, new ReceiptStore(jdbc), outbox, web);
    }

    @Bean
    Letters letters(ChannelParts parts, Outbox outbox) {
        return new Letters(parts, outbox);
    }

    @Bean
    HandOverNews handOverNews(ChannelParts parts, Outbox outbox) {
        return new HandOverNews(parts, outbox);
    }

    @Bean
    HomeNews homeNews(ChannelParts parts, Outbox outbox, WebSettings web) {
        return new HomeNews(parts, outbox, web.publicUrl());
    }

    @Bean
    TestKnockTokens testKnockTokens(Sealer sealer) {
        return new TestKnockTokens(sealer.derive("test-knock"));
    }

    @Bean
    Postponed postponed(ChannelParts parts, Pointers pointers) {
        return new Postponed(parts, pointers, bell::release);
    }

    @Bean
    Settling settling(ChannelParts parts, ObjectProvider<SentToMany> senders) {
        return new Settling(parts, senders);
    }

    @Bean
    Suppressions suppressions(BundlingTemplate jdbc) {
        return new Suppressions(new SuppressionStore(jdbc));
    }

    @Bean
    MassPost massPost(ChannelParts parts, Outbox outbox, Settling settling, ObjectProvider<Carrier> carriers) {
        return new MassPost(parts, outbox, settling, carriers);
    }

    @Bean
    Inbox inbox(
            ChannelParts parts, Receipts receipts, TestKnockTokens testKnocks, Postponed postponed, Settling settling) {
        return new DurableInbox(parts, receipts, testKnocks, postponed, settling);
    }

    @Bean
    Fates fates(ChannelParts parts, BundlingTemplate jdbc) {
        return new Fates(parts, jdbc);
    }

    @Bean
    KnownMessages knownMessages(ChannelParts parts) {
        return new KnownMessages(parts.inbounds());
    }

    @Bean
    Partings partings(ChannelParts parts, Merges merges) {
        return new Partings(parts, merges);
    }

    @Bean
    Postman postman(ChannelParts parts, Outbox outbox, Settling settling, ObjectProvider<Carrier> carriers) {
        Map<Channel, Carrier> byChannel = new EnumMap<>(Channel.class);
        carriers.forEach(carrier -> byChannel.put(carrier.channel(), carrier));
        return new Postman(parts, outbox, settling, byChannel, bell);
    }

    @Bean
    Job closeSilentMatters(ChannelParts parts) {
        return new Job("channel-close-silent-matters", Duration.ofMinutes(1), () -> {
            Instant now = parts.clock().instant();
            for (var matter : parts.matters().silentSince(now, SILENT_AT_ONCE)) {
                parts.transaction().executeWithoutResult(status -> {
                    parts.customers().lock(matter.customer());
                    parts.matters().close(matter.id(), InteractionEvent.MatterClosed.Why.SILENT, Optional.empty(), now);
                });
            }
        });
    }
}
