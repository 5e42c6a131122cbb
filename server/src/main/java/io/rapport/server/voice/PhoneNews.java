package io.rapport.server.voice;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.web.AgentStream;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells each of us what they see of the telephone whenever that changed: many changes at once are told as
/// one. A thread of its own looks after it.
final class PhoneNews implements AutoCloseable {
    private final Switchboard switchboard;
    private final PhoneViews views;
    private final Workforce workforce;
    private final AgentStream stream;
    private final Clock clock;
    private final Bell bell = new Bell("phone-news", this::tell);
    private final Map<AgentId, PhoneWire.PhoneView> told = new HashMap<>();

    PhoneNews(Switchboard switchboard, PhoneViews views, Workforce workforce, AgentStream stream, Clock clock) {
        this.switchboard = switchboard;
        this.views = views;
        this.workforce = workforce;
        this.stream = stream;
        this.clock = clock;
        bell.start();
    }

    void wake() {
        bell.ring();
    }

    private void tell() {
        PhoneViews.Moment moment = views.at(switchboard.now(), clock.instant());
        for (Agent agent : workforce.agents()) {
            if (!agent.enabled() || !workforce.presence(agent.id()).isIn()) {
                told.remove(agent.id());
                continue;
            }
            PhoneWire.PhoneView view = views.of(agent, moment);
            PhoneWire.@Nullable PhoneView before = told.put(agent.id(), view);
            // Whoever comes in asks for it once, and need not be told that nothing happens.
            if (before == null ? !view.quiet() : !view.equals(before)) {
                stream.tell(agent.id(), seq -> new PhoneWire.PhoneSaid("phone", seq, view));
            }
        }
    }

    @Override
    public void close() {
        bell.close();
    }
}
