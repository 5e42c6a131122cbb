package io.rapport.server.customer;

import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Gives a new customer a team. Customers are counted in memory, close and not exact: the counts only spread load.
final class HomeTeams {
    private final Workforce workforce;
    private final HomeTeamPolicy policy;
    private final Supplier<Map<TeamId, Long>> count;
    private volatile Optional<Map<TeamId, AtomicLong>> counts = Optional.empty();

    HomeTeams(Workforce workforce, HomeTeamPolicy policy, Supplier<Map<TeamId, Long>> count) {
        this.workforce = workforce;
        this.policy = policy;
        this.count = count;
    }

    /// @throws IllegalStateException when there is no team at all
    HomeChoice choose(Optional<TeamId> doorTeam, Bearings bearings) {
        List<HomeTeamPolicy.Candidate> teams = workforce.teams().stream()
                .map(team -> new HomeTeamPolicy.Candidate(team, load(team)))
                .toList();
        if (teams.isEmpty()) {
            throw new IllegalStateException("no team has been set up yet");
        }
        HomeChoice choice = policy.choose(new HomeTeamPolicy.Newcomer(doorTeam, bearings), teams);
        counted().computeIfAbsent(choice.team(), id -> new AtomicLong()).incrementAndGet();
        return choice;
    }

    /// Somebody went from one team to another.
    void moved(TeamId from, TeamId to) {
        counted().computeIfAbsent(from, id -> new AtomicLong()).decrementAndGet();
        counted().computeIfAbsent(to, id -> new AtomicLong()).incrementAndGet();
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
