package io.rapport.server.timeline;

import io.rapport.server.channel.ChannelEvent;
import io.rapport.server.customer.CustomerEvent;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.journal.Recorded;
import io.rapport.server.promise.PromiseEvent;
import io.rapport.server.promise.Promised;
import io.rapport.server.swarm.SwarmEvent;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which line an event makes on a timeline, if it makes one. Pure.
record TimelineRow(
        long id,
        long customer,
        Instant at,
        String kind,
        @Nullable Long matter,
        @Nullable Long agent,
        @Nullable Long interaction,
        @Nullable Long ref,
        Map<String, Object> detail) {

    static Optional<TimelineRow> of(Recorded recorded) {
        if (recorded.customer().isEmpty()) {
            return Optional.empty();
        }
        Start start = new Start(recorded);
        return switch (recorded.event()) {
            case InteractionEvent event -> ofInteraction(start, event);
            case PromiseEvent event -> ofPromise(start, event);
            case CustomerEvent.CustomersMerged e -> merge(start, e.survivor(), e.absorbed(), e.by(), "MERGED");
            case CustomerEvent.CustomersParted e -> merge(start, e.survivor(), e.absorbed(), e.by(), "PARTED");
            case CustomerEvent.HomeTeamMoved e ->
                start.row(
                        "HOME",
                        null,
                        id(e.by().map(AgentId::value)),
                        null,
                        null,
                        Map.of(
                                "from",
                                e.from().toString(),
                                "to",
                                e.to().toString(),
                                "event",
                                e.back() ? "BACK" : "MOVED"));
            case SwarmEvent.QuestionAsked e ->
                start.row("ROOM", id(e.matter().map(m -> m.value())), e.by().value(), null, e.question(), Map.of());
            case ChannelEvent _ -> Optional.empty();
            default -> Optional.empty();
        };
    }

    /// Journaled for both; told once while they are one: by the survivor.
    private static Optional<TimelineRow> merge(
            Start start, CustomerId survivor, CustomerId absorbed, AgentId by, String event) {
        boolean ofSurvivor =
                start.recorded().customer().filter(survivor::equals).isPresent();
        return ofSurvivor
                ? start.row("MERGE", null, by.value(), null, absorbed.value(), Map.of("event", event))
                : Optional.empty();
    }

    private record Start(Recorded recorded) {
        Optional<TimelineRow> row(
                String kind,
                @Nullable Long matter,
                @Nullable Long agent,
                @Nullable Long interaction,
                @Nullable Long ref,
                Map<String, Object> detail) {
            return Optional.of(new TimelineRow(
                    recorded.id(),
                    recorded.customer().orElseThrow().value(),
                    recorded.at(),
                    kind,
                    matter,
                    agent,
                    interaction,
                    ref,
                    detail));
        }
    }

    private static Optional<TimelineRow> ofInteraction(Start start, InteractionEvent event) {
        return switch (event) {
            case InteractionEvent.InteractionArrived e ->
                start.row(
                        "INBOUND",
                        id(e.matter().map(m -> m.value())),
                        null,
                        e.interaction().value(),
                        null,
                        Map.of());
            case InteractionEvent.InteractionSent e ->
                start.row(
                        "OUTBOUND",
                        id(e.matter().map(m -> m.value())),
                        id(e.agent().map(a -> a.value())),
                        e.interaction().value(),
                        null,
                        Map.of());
            case InteractionEvent.NoteWritten e ->
                start.row("NOTE", id(e.matter().map(m -> m.value())), e.agent().value(), null, e.note(), Map.of());
            case InteractionEvent.MatterClosed e ->
                matter(
                        start,
                        e.matter().value(),
                        id(e.by().map(a -> a.value())),
                        "CLOSED",
                        e.why().name());
            case InteractionEvent.MatterReopened e ->
                matter(start, e.matter().value(), id(e.by().map(a -> a.value())), "REOPENED", "");
            case InteractionEvent.MatterKindChanged e ->
                matter(start, e.matter().value(), id(e.by().map(a -> a.value())), e.sales() ? "SALES" : "SERVICE", "");
            case InteractionEvent.MatterOpened _,
                    InteractionEvent.MatterWaiting _,
                    InteractionEvent.WorkClaimed _,
                    InteractionEvent.CallAnswered _,
                    InteractionEvent.CallListenedTo _,
                    InteractionEvent.DispositionChosen _,
                    InteractionEvent.ReasonChosen _,
                    InteractionEvent.CallEnded _ -> Optional.empty();
        };
    }

    private static Optional<TimelineRow> matter(Start start, long matter, @Nullable Long by, String event, String why) {
        return start.row("MATTER", matter, by, null, null, Map.of("event", event, "why", why));
    }

    /// That somebody must answer, and did, is plain from what they wrote: only other promises are told.
    private static Optional<TimelineRow> ofPromise(Start start, PromiseEvent event) {
        long id = event.promise().value();
        return switch (event) {
            case PromiseEvent.PromiseMade e ->
                e.kind() == Promised.Kind.ANSWER
                        ? Optional.empty()
                        : start.row(
                                "PROMISE",
                                e.matter().value(),
                                id(e.owner().map(a -> a.value())),
                                null,
                                id,
                                Map.of("event", "MADE", "deadline", e.deadline().toString()));
            case PromiseEvent.PromiseTaken e -> promise(start, id, e.owner().value(), "TAKEN");
            case PromiseEvent.PromiseKept e -> promise(start, id, id(e.by().map(a -> a.value())), "KEPT");
            case PromiseEvent.PromiseBroken _ -> promise(start, id, null, "BROKEN");
            case PromiseEvent.PromiseReleased e -> promise(start, id, id(e.by().map(a -> a.value())), "RELEASED");
            case PromiseEvent.PromiseHelped e -> promise(start, id, e.helper().value(), "HELPED");
            case PromiseEvent.PromiseRaised e -> promise(start, id, id(e.lead().map(a -> a.value())), "LEAD_ADDED");
            case PromiseEvent.PromiseMoved e ->
                start.row(
                        "PROMISE",
                        null,
                        id(e.by().map(a -> a.value())),
                        null,
                        id,
                        Map.of("event", "MOVED", "deadline", e.deadline().toString()));
            case PromiseEvent.PromisePassed e -> promise(start, id, id(e.to().map(a -> a.value())), "TAKEN");
            case PromiseEvent.HandOverOffered e ->
                start.row("HAND_OVER", null, e.from().value(), null, e.handOver(), Map.of());
            case PromiseEvent.HandOverAnswered _,
                    PromiseEvent.PromiseRehomed _,
                    PromiseEvent.PromiseAtRisk _,
                    PromiseEvent.PromiseKnocked _,
                    PromiseEvent.PromiseHurried _,
                    PromiseEvent.PromisePutAside _,
                    PromiseEvent.PromiseReturned _ -> Optional.empty();
        };
    }

    private static Optional<TimelineRow> promise(Start start, long promise, @Nullable Long agent, String event) {
        return start.row("PROMISE", null, agent, null, promise, Map.of("event", event));
    }

    private static @Nullable Long id(Optional<Long> id) {
        return id.orElse(null);
    }
}
