package io.rapport.server.desk;

import io.rapport.server.access.Accounts;
import io.rapport.server.access.ApiTokens;
import io.rapport.server.access.Sessions;
import io.rapport.server.calling.CallBacks;
import io.rapport.server.channel.Fates;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.interaction.Matters;
import io.rapport.server.pointer.Pointers;
import io.rapport.server.promise.Promises;
import io.rapport.server.swarm.Swarm;
import io.rapport.server.timeline.Timeline;
import io.rapport.server.timer.Job;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.AgentStream;
import io.rapport.server.web.WebSettings;
import io.rapport.server.workforce.Engagement;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class DeskConfiguration {

    @Bean
    DeskStore deskStore(JdbcTemplate jdbc, CallBacks callBacks) {
        return new DeskStore(jdbc, callBacks);
    }

    @Bean
    Persons persons(Customers customers, Merges merges, Matters matters) {
        return new Persons(customers, merges, matters);
    }

    @Bean
    Drafts drafts(JdbcTemplate jdbc, DeskStore store) {
        return new Drafts(new DraftStore(jdbc), store);
    }

    @Bean
    ListStore listStore(JdbcTemplate jdbc, DeskStore store) {
        return new ListStore(jdbc, store);
    }

    @Bean
    SavedViewStore savedViewStore(JdbcTemplate jdbc, JsonMapper json) {
        return new SavedViewStore(jdbc, json);
    }

    @Bean
    PromiseDeeds promiseDeeds(Promises promises, Matters matters, Workforce workforce, Accounts accounts, Clock clock) {
        return new PromiseDeeds(promises, matters, workforce, accounts, clock);
    }

    @Bean
    ExportStore exportStore(JdbcTemplate jdbc) {
        return new ExportStore(jdbc);
    }

    @Bean
    StreamHub streamHub(JsonMapper json, Workforce workforce) {
        StreamHub hub = new StreamHub(json);
        workforce.onPresence(presence -> workforce.agent(presence.agent()).ifPresent(agent -> {
            TeamId team = agent.team();
            hub.publish(
                    new StreamHub.Audience.OfTeam(team),
                    seq -> new Wire.PresenceSaid("presence", seq, Views.presence(presence)));
        }));
        return hub;
    }

    @Bean
    AgentStream agentStream(StreamHub hub) {
        return hub::publishLatest;
    }

    @Bean
    DeskParts deskParts(
            DeskStore store,
            StreamHub hub,
            Workforce workforce,
            TransactionTemplate transaction,
            Clock clock,
            WebSettings web) {
        return new DeskParts(store, hub, workforce, new Caller(workforce), transaction, clock, web.publicUrl());
    }

    @Bean
    RoomViews roomViews(Customers customers, Merges merges, Matters matters) {
        return new RoomViews(customers, merges, matters);
    }

    @Bean
    RoomStream roomStream(StreamHub hub, Swarm swarm, RoomViews views, Workforce workforce) {
        return new RoomStream(hub, swarm, views, workforce);
    }

    @Bean
    PointerRows pointerRows(Pointers pointers, DeskStore store) {
        return new PointerRows(pointers, store);
    }

    @Bean
    DeskStream deskStream(
            StreamHub hub,
            DeskStore store,
            Timeline timeline,
            Fates fates,
            Merges merges,
            PointerRows pointers,
            RoomStream room) {
        return new DeskStream(hub, store, timeline, fates, merges, pointers, room);
    }

    @Bean
    Attendance attendance(Workforce workforce, StreamHub hub, ObjectProvider<Engagement> engagements, Clock clock) {
        return new Attendance(workforce, hub, engagements.stream().toList(), clock);
    }

    @Bean
    StreamSocket streamSocket(
            StreamHub hub,
            DeskParts parts,
            Attendance attendance,
            JsonMapper json,
            Sessions sessions,
            ApiTokens tokens) {
        StreamSocket socket = new StreamSocket(hub, parts.caller(), attendance, sessions, tokens, json);
        sessions.onEnded(socket::end);
        tokens.onRemoved(socket::endToken);
        return socket;
    }

    @Bean
    Job endStreams(StreamSocket socket) {
        return new Job("desk-end-streams", Duration.ofMinutes(1), socket::endRunOut);
    }

    @Bean
    WebSocketConfigurer stream(StreamSocket socket) {
        return registry -> registry.addHandler(socket, "/api/stream");
    }
}
