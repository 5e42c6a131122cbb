package io.rapport.server.channel;

import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What follows when words of ours did not arrive: whoever wrote them reaches the customer another way.
final class Undelivered {
    private Undelivered() {}

    /// In the caller's transaction, with the customer locked. Machines' words and matterless ones promise nothing.
    static void promise(ChannelParts parts, OutboundStore.Row row, Instant now) {
        Optional<AgentId> writer = parts.outbounds().writer(row.interaction());
        Optional<Agent> agent = writer.flatMap(parts.workforce()::agent);
        if (row.automatic() || agent.isEmpty() || row.matter().isEmpty()) {
            return;
        }
        MatterId matter = row.matter().get();
        Team team = parts.workforce().team(agent.get().team());
        Instant deadline = team.calendar().due(now, Duration.ofHours(1));
        parts.matters().owing(matter, now);
        parts.promises()
                .make(
                        new Promises.Draft(
                                row.customer(),
                                matter,
                                team.id(),
                                Promised.Kind.SAID,
                                "Reach them another way: your mail to " + row.recipient() + " did not arrive",
                                deadline,
                                writer,
                                Optional.empty(),
                                Optional.empty(),
                                true),
                        row.channel(),
                        writer,
                        now);
    }
}
