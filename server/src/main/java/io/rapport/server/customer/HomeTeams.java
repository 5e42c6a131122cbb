package io.rapport.server.customer;

import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Gives a new customer a team: the door's own, else the one with the fewest customers for its people. Counts are
/// kept in memory and are close, not exact: they only spread load.
final class HomeTeams {
    private final Workforce workforce;
    private final Supplier<Map<TeamId, Long>> count;
    private volatile Optional<Map<TeamId, AtomicLong>> counts = Optional.empty();

    HomeTeams(Workforce workforce, Supplier<Map<TeamId, Long>> count) {
        this.workforce = workforce;
        this.count = count;
    }

    /// @throws IllegalStateException when there is no team at all
    TeamId choose(Optional<TeamId> doorTeam) {
        Team team = doorTeam.flatMap(workforce::findTeam)
                .or(() -> workforce.teams().stream().min(Comparator.comparingDouble(this::load)))
                .orElseThrow(() -> new IllegalStateException("no team has been set up yet"));
        counted().computeIfAbsent(team.id(), id -> new AtomicLong()).incrementAndGet();
        return team.id();
    }

    private double load(Team team) {
        AtomicLong customers = counted().get(team.id());
        int people = Math.max(1, workforce.agentsOf(team.id()).size());
        return customers == null ? 0 : customers.doubleValue() / people;
    }

    private Map<TeamId, AtomicLong> counted() {
        Optional<Map<TeamId, AtomicLong>> known = counts;
        if (known.isPresent()) {
            return known.get();
        }
        Map<TeamId, AtomicLong> fresh = new ConcurrentHashMap<>();
        count.get().forEach((team, n) -> fresh.put(team, new AtomicLong(n)));
        counts = Optional.of(fresh);
        return fresh;
    }
}
