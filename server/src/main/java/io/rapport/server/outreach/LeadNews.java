package io.rapport.server.outreach;

import io.rapport.server.customer.Customers;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Tells the lead of whoever wrote it that a campaign was paused: a promise to look after it, as alarms are.
final class LeadNews {
    private static final Duration LOOK_WITHIN = Duration.ofMinutes(30);

    private final NoticeParts parts;

    LeadNews(NoticeParts parts) {
        this.parts = parts;
    }

    /// Without a mystery customer nobody can be promised anything; the incident's page tells it all the same.
    void paused(Campaign campaign, String why, Instant now) {
        Optional<Team> team = parts.workforce()
                .agentOfAccount(campaign.author())
                .map(Agent::team)
                .flatMap(parts.workforce()::findTeam)
                .or(parts.workforce()::fallbackTeam)
                .or(() -> parts.workforce().teams().stream().findFirst());
        Optional<CustomerId> nobody = parts.customers().mystery().map(Customers.Mystery::id);
        if (team.isEmpty() || nobody.isEmpty()) {
            return;
        }
        parts.transaction().executeWithoutResult(status -> {
            parts.customers().lock(nobody.get());
            MatterId matter = parts.matters().open(nobody.get(), "What we tell: " + campaign.name(), false, now);
            Optional<AgentId> lead = parts.workforce().leadOf(team.get().id()).map(Agent::id);
            parts.promises()
                    .make(
                            new Promises.Draft(
                                    nobody.get(),
                                    matter,
                                    team.get().id(),
                                    Promised.Kind.CARE,
                                    "\"" + campaign.name() + "\" is paused: " + why,
                                    team.get().calendar().due(now, LOOK_WITHIN),
                                    lead,
                                    Optional.empty(),
                                    Optional.empty(),
                                    true),
                            Channel.MAIL,
                            Optional.empty(),
                            now);
        });
    }
}
