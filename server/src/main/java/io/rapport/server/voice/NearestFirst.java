package io.rapport.server.voice;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// First at whoever knows the caller, then at home, then at one neighbouring team after the other,
/// beginning with the one that has the fewest busy. Nobody waits for somebody who is not there.
record NearestFirst(Duration knownAlone, Duration homeAlone, Duration next) implements RingPolicy {

    @Override
    public Map<AgentId, Why> ring(Caller caller, List<Colleague> reachable, Instant now) {
        Duration waited = Duration.between(caller.since(), now);
        List<Colleague> free = reachable.stream()
                .filter(Colleague::free)
                .filter(one -> !caller.declined().contains(one.agent()))
                .toList();
        Optional<AgentId> known = caller.known()
                .filter(agent -> free.stream().anyMatch(one -> one.agent().equals(agent)));
        Map<AgentId, Why> rings = new HashMap<>();
        known.ifPresent(agent -> rings.put(agent, Why.KNOWN));
        if (known.isPresent() && waited.compareTo(knownAlone) < 0) {
            return rings;
        }
        free.stream()
                .filter(one -> one.team().equals(caller.home()))
                .forEach(one -> rings.putIfAbsent(one.agent(), Why.HOME));
        boolean somebodyHome = reachable.stream().anyMatch(one -> one.team().equals(caller.home()));
        Duration beyond = somebodyHome ? waited.minus(homeAlone) : waited;
        if (!beyond.isNegative()) {
            neighbours(caller, reachable, 1 + beyond.toMillis() / Math.max(1, next.toMillis()))
                    .forEach(team -> free.stream()
                            .filter(one -> one.team().equals(team))
                            .forEach(one -> rings.putIfAbsent(one.agent(), Why.NEIGHBOUR)));
        }
        return rings;
    }

    private static List<TeamId> neighbours(Caller caller, List<Colleague> reachable, long most) {
        Map<TeamId, Long> busy = reachable.stream()
                .filter(one -> !one.team().equals(caller.home()))
                .collect(Collectors.groupingBy(Colleague::team, Collectors.summingLong(one -> one.free() ? 0L : 1L)));
        // A team in which nobody is free can't help.
        return busy.keySet().stream()
                .filter(team -> reachable.stream()
                        .anyMatch(one -> one.free() && one.team().equals(team)))
                .sorted(Comparator.comparing((TeamId team) -> busy.getOrDefault(team, 0L))
                        .thenComparing(TeamId::value))
                .limit(most)
                .toList();
    }
}
