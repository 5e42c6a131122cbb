package io.rapport.server.voice;

import io.rapport.media.line.Line;
import io.rapport.server.vocabulary.AgentId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// One live call and what it hangs on. Belongs to the switchboard: touched under its lock alone.
final class Live {
    LiveCall call;
    final Switchboard.Pen pen;

    Live(LiveCall call, Cord cord) {
        this.call = call;
        this.pen = new Switchboard.Pen(new ReentrantLock(), cord);
    }

    /// Whose lines hear each other.
    Map<AgentId, Line> seats(AgentLines lines) {
        Map<AgentId, Line> seats = new LinkedHashMap<>();
        if (call.state() instanceof CallState.Talking talking) {
            talking.agents().forEach(agent -> line(agent, lines).ifPresent(line -> seats.put(agent, line)));
        }
        return seats;
    }

    /// By what one of us is heard in it.
    private Optional<Line> line(AgentId agent, AgentLines lines) {
        return Optional.ofNullable(call.desks().get(agent))
                .<Line>map(DeskLine::line)
                .or(() -> lines.of(agent));
    }

    /// A telephone on which a number was dialled hears that it was answered; those of who has left are hung up.
    void leaveDesks() {
        boolean over = call.state() instanceof CallState.Over;
        call.desks().forEach((agent, desk) -> {
            if (over || !call.isWith(agent)) {
                call = call.awayFromDesk(agent);
                desk.hangUp();
            } else if (call.state() instanceof CallState.Talking) {
                desk.accept();
            }
        });
    }
}
