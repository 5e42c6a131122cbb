package io.rapport.server.voice;

import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.Matters;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/// Tells that calls out were held back: at the phone doors, and as a promise of the lead of the fallback team, which
/// hangs
/// on the mystery customer like other alarms. Once an hour for each limit.
final class CapAlarm {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LOOK_WITHIN = Duration.ofMinutes(30);
    private static final Logger log = LoggerFactory.getLogger(CapAlarm.class);

    private final Customers customers;
    private final Matters matters;
    private final Promises promises;
    private final Workforce workforce;
    private final TransactionTemplate transaction;
    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    CapAlarm(
            Customers customers,
            Matters matters,
            Promises promises,
            Workforce workforce,
            TransactionTemplate transaction) {
        this.customers = customers;
        this.matters = matters;
        this.promises = promises;
        this.workforce = workforce;
        this.transaction = transaction;
    }

    /// What was told within the last hour, one sentence; empty: nothing.
    String standing(Instant now) {
        told.values().removeIf(at -> !at.plus(HOUR).isAfter(now));
        return told.keySet().stream().sorted().findFirst().orElse("");
    }

    /// A call of theirs was held back. Not on a thread that must not wait.
    void held(Agent agent, Caps.Limit limit, Instant now) {
        String sentence = switch (limit) {
            case AGENT ->
                "Calls are held back: " + agent.firstName() + " has called as often as is allowed in an hour.";
            case HOUSE -> "Calls are held back: we have called as often as is allowed in an hour.";
            case AT_ONCE -> "Calls are held back: as many go out as may at once.";
        };
        log.warn("call held back agent={} limit={}", agent.id(), limit);
        Instant before = told.get(sentence);
        if (before != null && before.plus(HOUR).isAfter(now) || told.putIfAbsent(sentence, now) != null) {
            return;
        }
        try {
            promise(sentence, now);
        } catch (RuntimeException away) {
            log.error("alarm not kept sentence={} cause={}", sentence, away.toString());
        }
    }

    private void promise(String sentence, Instant now) {
        Optional<Team> team = workforce.fallbackTeam();
        Optional<Customers.Mystery> mystery = customers.mystery();
        if (team.isEmpty() || mystery.isEmpty()) {
            return;
        }
        Optional<AgentId> lead = workforce.leadOf(team.get().id()).map(Agent::id);
        transaction.executeWithoutResult(status -> {
            customers.lock(mystery.get().id());
            MatterId matter = matters.open(mystery.get().id(), "Calls out", false, now);
            promises.make(
                    new Promises.Draft(
                            mystery.get().id(),
                            matter,
                            team.get().id(),
                            Promised.Kind.CARE,
                            sentence,
                            team.get().calendar().due(now, LOOK_WITHIN),
                            lead,
                            Optional.empty(),
                            Optional.empty(),
                            true),
                    Channel.PHONE,
                    Optional.empty(),
                    now);
        });
    }
}
