package io.rapport.server.desk;

import io.rapport.server.journal.Recorded;
import io.rapport.server.swarm.Question;
import io.rapport.server.swarm.Swarm;
import io.rapport.server.swarm.SwarmEvent;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells desktops what goes on in the team room: the team whose room it is, and whoever takes part from elsewhere.
final class RoomStream {
    private static final int NOTICE = 140;

    private final StreamHub hub;
    private final Swarm swarm;
    private final RoomViews views;
    private final Workforce workforce;

    RoomStream(StreamHub hub, Swarm swarm, RoomViews views, Workforce workforce) {
        this.hub = hub;
        this.swarm = swarm;
        this.views = views;
        this.workforce = workforce;
    }

    void follow(List<Recorded> events) {
        Map<Long, Question> changed = new LinkedHashMap<>();
        for (Recorded recorded : events) {
            if (recorded.event() instanceof SwarmEvent event) {
                swarm.find(event.question()).ifPresent(question -> changed.put(question.id(), question));
            }
        }
        changed.values().forEach(this::publish);
        for (Recorded recorded : events) {
            if (recorded.event() instanceof SwarmEvent event) {
                Optional.ofNullable(changed.get(event.question())).ifPresent(question -> notice(event, question));
            }
        }
    }

    private void publish(Question question) {
        Set<AgentId> team =
                workforce.agentsOf(question.team()).stream().map(Agent::id).collect(Collectors.toSet());
        views.of(List.of(question)).forEach(view -> {
            hub.publish(new StreamHub.Audience.OfTeam(question.team()), seq -> new Wire.RoomSaid("room", seq, view));
            question.people().stream()
                    .filter(agent -> !team.contains(agent))
                    .forEach(agent -> hub.publish(
                            new StreamHub.Audience.One(agent), seq -> new Wire.RoomSaid("room", seq, view)));
        });
    }

    private void notice(SwarmEvent event, Question question) {
        switch (event) {
            case SwarmEvent.QuestionAsked e ->
                question.named().stream()
                        .filter(named -> !named.equals(e.by()))
                        .forEach(named -> notice(named, Notice.ASKED_YOU, question.text(), question));
            case SwarmEvent.QuestionAnswered e -> {
                String said = question.answers().stream()
                        .filter(answer -> answer.id() == e.answer())
                        .map(Question.Answer::text)
                        .findFirst()
                        .orElse("");
                if (!question.by().equals(e.by())) {
                    notice(question.by(), Notice.ROOM_ANSWERED, said, question);
                }
            }
            case SwarmEvent.QuestionSettled _, SwarmEvent.QuestionReopened _ -> {}
        }
    }

    private void notice(AgentId agent, Notice why, String text, Question question) {
        String start = text.length() > NOTICE ? text.substring(0, NOTICE) + "…" : text;
        hub.publish(
                new StreamHub.Audience.One(agent),
                seq -> new Wire.NoticeSaid(
                        "notice", seq, why.name(), start, question.customer().toString()));
    }
}
