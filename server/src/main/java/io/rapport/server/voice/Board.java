package io.rapport.server.voice;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.voice.sound.QueueNews;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All live calls, oldest first, and who could answer them, at one moment. Pure.
record Board(List<LiveCall> calls, List<RingPolicy.Colleague> reachable) {

    /// At whom a call rings now.
    Map<AgentId, RingPolicy.Why> rings(LiveCall live, RingPolicy policy, Instant now) {
        if (!(live.state() instanceof CallState.Waiting waiting)) {
            return live.asked()
                    .map(one -> Map.of(one.who(), RingPolicy.Why.ASKED))
                    .orElseGet(Map::of);
        }
        Call call = live.call();
        return policy.ring(
                new RingPolicy.Caller(waiting.since(), call.home(), call.known(), live.declined()), reachable, now);
    }

    /// What is true for a caller who waits.
    QueueNews news(Call call) {
        List<RingPolicy.Colleague> team =
                reachable.stream().filter(one -> one.team().equals(call.home())).toList();
        long before = calls.stream()
                .filter(other -> other.call().home().equals(call.home()))
                .filter(other ->
                        other.waits().isPresent() && other.call().began().isBefore(call.began()))
                .count();
        return new QueueNews(
                !team.isEmpty() && team.stream().noneMatch(RingPolicy.Colleague::free),
                Math.toIntExact(before),
                !call.number().isEmpty());
    }

    Optional<LiveCall> find(long call) {
        return calls.stream().filter(live -> live.call().id() == call).findFirst();
    }

    /// The call that an agent has in hand.
    Optional<LiveCall> inHand(AgentId agent) {
        return calls.stream().filter(live -> live.isWith(agent)).findFirst();
    }

    /// The call that an agent hears without being in it.
    Optional<LiveCall> listenedTo(AgentId agent) {
        return calls.stream().filter(live -> live.listener(agent).isPresent()).findFirst();
    }
}
