package io.rapport.server.outreach;

import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.Team;
import java.time.Instant;
import java.util.Optional;

/// Whom their own team calls: a long list that runs into idle time, a few at once for each agent who is free,
/// so that
/// nobody's day is filled with it.
final class CallList {
    /// A team's calls that are opened at a time at the most.
    private static final int AT_ONCE = 20;

    private final CallStore store;
    private final AttemptStore attempts;
    private final NoticeParts parts;
    private final OutreachSettings settings;

    CallList(OutreachStores stores, NoticeParts parts, OutreachSettings settings) {
        this.store = stores.calls();
        this.attempts = stores.attempts();
        this.parts = parts;
        this.settings = settings;
    }

    /// Opens as many as there is time for.
    void fill() {
        store.waitingTeams().forEach(id -> parts.workforce().findTeam(id).ifPresent(this::fill));
    }

    private void fill(Team team) {
        int room = Math.min(AT_ONCE, settings.callsPerAgent() * free(team.id()) - store.open(team.id()));
        if (room > 0) {
            store.waiting(team.id(), room).forEach(waiting -> promise(team, waiting));
        }
    }

    private int free(TeamId team) {
        return Math.toIntExact(parts.workforce().agentsOf(team).stream()
                .filter(Agent::enabled)
                .filter(agent -> parts.workforce().presence(agent.id()).state() == Presence.State.AVAILABLE)
                .count());
    }

    private void promise(Team team, CallStore.Waiting waiting) {
        parts.transaction().executeWithoutResult(status -> {
            parts.customers().lock(waiting.customer());
            if (!store.waits(waiting.incident(), waiting.customer())) {
                return;
            }
            Instant now = parts.clock().instant();
            MatterId matter = attempts.matter(waiting.incident(), waiting.customer())
                    .orElseGet(() -> parts.matters().open(waiting.customer(), waiting.name(), false, now));
            parts.matters().owing(matter, now);
            PromiseId promise = parts.promises()
                    .make(
                            new Promises.Draft(
                                    waiting.customer(),
                                    matter,
                                    team.id(),
                                    // Not a call-back: nobody asked for it, and those who did are called first.
                                    Promised.Kind.SAID,
                                    "Call and tell them: " + waiting.name(),
                                    team.calendar().due(now, settings.callWithin()),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    true),
                            Channel.PHONE,
                            Optional.empty(),
                            now);
            store.promised(waiting.incident(), waiting.customer(), promise);
        });
    }
}
