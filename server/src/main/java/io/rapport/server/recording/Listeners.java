package io.rapport.server.recording;

import io.rapport.server.access.Accounts;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Who may hear a recording: whoever of us is on it, and the leads of its team. Each time somebody listens is
/// written down; going back and forth in it is one time. Thread-safe.
final class Listeners {
    private static final Duration ONE_TIME = Duration.ofMinutes(15);
    private static final int MOST = 10_000;

    private final Recordings recordings;
    private final Workforce workforce;
    private final Accounts accounts;
    private final Clock clock;
    private final Map<Listening, Instant> listening = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Listening, Instant> eldest) {
            return size() > MOST;
        }
    };

    private record Listening(long account, long recording) {}

    Listeners(Recordings recordings, Workforce workforce, Accounts accounts, Clock clock) {
        this.recordings = recordings;
        this.workforce = workforce;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// The recording, for somebody who may hear it.
    Recording of(long id, long account) {
        return recordings
                .find(id)
                .filter(found -> workforce
                        .agentOfAccount(account)
                        .filter(Agent::enabled)
                        .filter(agent -> found.agents().contains(agent.id())
                                || agent.lead() && agent.team().equals(found.team()))
                        .isPresent())
                .orElseThrow(() -> Refusal.notFound("There is no recording that you may hear."));
    }

    /// They listen.
    void listens(Recording recording, long account) {
        Instant now = clock.instant();
        synchronized (listening) {
            Instant before = listening.put(new Listening(account, recording.id()), now);
            if (before != null && before.plus(ONE_TIME).isAfter(now)) {
                return;
            }
        }
        accounts.audit(account, "listened to recording", Long.toString(recording.id()));
    }
}
