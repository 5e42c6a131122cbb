package io.rapport.server.calling;

import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How many calls a team can promise for one window: those who are there, less a reserve for whoever rings meanwhile.
///
/// Who will be there is known for the next hours only: those who are. For later, that share of the team which the
/// settings expect.
record Capacity(Workforce workforce, CallingSettings settings) {
    private static final Duration SOON = Duration.ofHours(2);

    int of(Team team, Window window, Instant now) {
        List<Agent> agents = workforce.agentsOf(team.id());
        if (agents.isEmpty()) {
            return 0;
        }
        boolean soon = window.from().isBefore(now.plus(SOON)) && team.calendar().isOpen(now);
        double there = soon
                ? agents.stream()
                        .filter(agent -> workforce.presence(agent.id()).isIn())
                        .count()
                : agents.size() * settings.expectedShare();
        double calls = there * settings.callsPerAgentHour() * (1 - settings.reserve()) * hours(window);
        return there < 1 && soon ? 0 : Math.max(1, (int) calls);
    }

    private static double hours(Window window) {
        return Duration.between(window.from(), window.to()).toMinutes() / 60.0;
    }
}
