package io.rapport.server.chat;

import io.rapport.server.channel.Doors;
import io.rapport.server.channel.Inbox;
import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.promise.Promises;
import io.rapport.server.vault.Sealer;
import io.rapport.server.voice.PageCalls;
import io.rapport.server.voice.PageDoors;
import io.rapport.server.web.PostLimit;
import io.rapport.server.web.WebSettings;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChatSettings.class)
class ChatConfiguration {
    /// Each page that somebody opens after they have written opens a stream.
    private static final int STREAMS_PER_MESSAGE = 10;

    @Bean
    ChatStore chatStore(JdbcTemplate jdbc) {
        return new ChatStore(jdbc);
    }

    @Bean
    ChatDoors chatDoors(Doors doors, ChatStore store, Sealer sealer, PageDoors pages) {
        return new ChatDoors(doors, store, sealer, pages);
    }

    @Bean
    ChatTalks chatTalks(
            ChatStore store,
            Inbox inbox,
            Customers customers,
            Interactions interactions,
            Promises promises,
            Workforce workforce,
            TransactionTemplate transaction,
            ChatDoors doors,
            PageCalls calls) {
        return new ChatTalks(
                store,
                inbox,
                customers,
                interactions,
                promises,
                workforce,
                transaction,
                door -> doors.takesCalls(door.id()) && calls.open());
    }

    @Bean
    ChatCalls chatCalls(
            PageCalls calls,
            ChatTalks talks,
            ChatStreams streams,
            Customers customers,
            Workforce workforce,
            TransactionTemplate transaction,
            Clock clock) {
        return new ChatCalls(calls, talks, streams, customers, workforce, transaction, clock);
    }

    @Bean
    ChatCallRoutes.CallLimits callLimits(ChatSettings settings) {
        return new ChatCallRoutes.CallLimits(
                new PostLimit(settings.calls(), settings.per()),
                new PostLimit(settings.callsPerAddress(), settings.per()));
    }

    @Bean
    ChatStreams chatStreams(ChatSettings settings) {
        return new ChatStreams(settings.streams(), settings.streamsPerAddress());
    }

    @Bean
    ChatFiles chatFiles() {
        return new ChatFiles();
    }

    @Bean
    ChatCallers chatCallers(
            ChatDoors doors, ChatTalks talks, ChatRoutes.ChatLimits limits, WebSettings web, Clock clock) {
        return new ChatCallers(
                doors,
                talks,
                limits.visitors(),
                limits.addresses(),
                ChatDoors.origin(web.publicUrl()).orElse(""),
                clock);
    }

    @Bean
    ChatRoutes.ChatLimits chatLimits(ChatSettings settings) {
        return new ChatRoutes.ChatLimits(
                new PostLimit(settings.messages(), settings.per()),
                new PostLimit(settings.messagesPerAddress(), settings.per()),
                new PostLimit(Math.multiplyExact(settings.messagesPerAddress(), STREAMS_PER_MESSAGE), settings.per()));
    }
}
