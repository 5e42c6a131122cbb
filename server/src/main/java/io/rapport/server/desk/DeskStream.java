package io.rapport.server.desk;

import io.rapport.server.channel.ChannelEvent;
import io.rapport.server.channel.FateKind;
import io.rapport.server.channel.Fates;
import io.rapport.server.customer.CustomerEvent;
import io.rapport.server.customer.Merges;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.journal.Follower;
import io.rapport.server.journal.JournalEvent;
import io.rapport.server.journal.Recorded;
import io.rapport.server.knowledge.KnowledgeEvent;
import io.rapport.server.pointer.Pointer;
import io.rapport.server.pointer.PointerEvent;
import io.rapport.server.promise.PromiseEvent;
import io.rapport.server.swarm.SwarmEvent;
import io.rapport.server.timeline.Line;
import io.rapport.server.timeline.Timeline;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Turns what happened into what desktops must paint.
final class DeskStream implements Follower {
    private final StreamHub hub;
    private final DeskStore store;
    private final Timeline timeline;
    private final Fates fates;
    private final Merges merges;
    private final PointerRows pointers;
    private final RoomStream room;

    DeskStream(
            StreamHub hub,
            DeskStore store,
            Timeline timeline,
            Fates fates,
            Merges merges,
            PointerRows pointers,
            RoomStream room) {
        this.room = room;
        this.merges = merges;
        this.pointers = pointers;
        this.hub = hub;
        this.store = store;
        this.timeline = timeline;
        this.fates = fates;
        timeline.onApplied(this::paintLines);
    }

    @Override
    public String name() {
        return "desk";
    }

    @Override
    public void follow(List<Recorded> events) {
        Set<Long> promises = new LinkedHashSet<>();
        Set<Long> matters = new LinkedHashSet<>();
        Set<CustomerId> heads = new LinkedHashSet<>();
        Set<CustomerId> renamed = new LinkedHashSet<>();
        boolean junk = false;
        boolean knowledge = false;
        Map<AgentId, Set<Long>> pointed = new HashMap<>();
        for (Recorded recorded : events) {
            switch (recorded.event()) {
                case PromiseEvent event -> promises.add(event.promise().value());
                case InteractionEvent.MatterKindChanged event ->
                    matters.add(event.matter().value());
                case CustomerEvent.CustomersMerged event -> renamed.add(event.absorbed());
                case CustomerEvent.CustomersParted event -> renamed.add(event.absorbed());
                case KnowledgeEvent _ -> knowledge = true;
                case PointerEvent.PointerMade event ->
                    pointed.computeIfAbsent(event.agent(), _ -> new LinkedHashSet<>())
                            .add(event.pointer());
                case PointerEvent.PointersSeen event ->
                    pointed.computeIfAbsent(event.agent(), _ -> new LinkedHashSet<>());
                case ChannelEvent.InboundTaken event -> junk |= event.fate() == FateKind.JUNK;
                case ChannelEvent.FateChanged event -> junk |= event.from() == FateKind.JUNK;
                default -> {}
            }
            if (changesHead(recorded)) {
                recorded.customer().ifPresent(heads::add);
            }
        }
        Map<CustomerId, CustomerId> survivors = survivors(events);
        Map<Long, Wire.PromiseRow> rows = new HashMap<>();
        promises.addAll(store.alsoWaitedFor(List.copyOf(promises)));
        store.byIds(List.copyOf(promises)).forEach(row -> rows.put(Long.valueOf(row.id()), row));
        promises.forEach(id -> Optional.ofNullable(rows.get(id)).ifPresent(this::publish));
        events.forEach(event -> left(event, rows));
        store.ofMatters(List.copyOf(matters)).forEach(this::publish);
        // Their rows bear another name from now on.
        renamed.forEach(record -> store.ofRecords(merges.circle(record)).forEach(this::publish));
        events.forEach(event -> notice(event, rows));
        room.follow(events);
        Set<CustomerId> pages = new LinkedHashSet<>(heads);
        heads.forEach(head -> pages.add(survivors.getOrDefault(head, head)));
        for (CustomerId customer : pages) {
            if (!hub.isWatched(customer)) {
                continue;
            }
            hub.publish(
                    new StreamHub.Audience.Watching(customer),
                    seq -> new Wire.CustomerSaid("customer", seq, customer.toString()));
        }
        organisations(events);
        pointed.forEach(this::point);
        if (knowledge) {
            hub.publish(new StreamHub.Audience.Everyone(), seq -> new Wire.KnowledgeSaid("knowledge", seq));
        }
        if (junk) {
            int total = fates.junkCount();
            hub.publish(new StreamHub.Audience.Everyone(), seq -> new Wire.JunkSaid("junk", seq, total));
        }
    }

    /// Whatever happens with one of its people, or with its name, is news on an organisation's page.
    private void organisations(List<Recorded> events) {
        Set<Long> watched = hub.organisations();
        if (watched.isEmpty()) {
            return;
        }
        Set<Long> touched = new LinkedHashSet<>(store.organisationsOf(
                events.stream()
                        .flatMap(event -> event.customer().stream())
                        .distinct()
                        .toList(),
                watched));
        for (Recorded recorded : events) {
            switch (recorded.event()) {
                case CustomerEvent.OrganisationChanged event -> touched.add(event.organisation());
                // Who left one is no more of it: whoever looks at any looks again.
                case CustomerEvent.CustomerChanged _ -> touched.addAll(watched);
                default -> {}
            }
        }
        touched.forEach(one -> hub.publish(
                new StreamHub.Audience.WatchingOrganisation(one),
                seq -> new Wire.OrganisationSaid("organisation", seq, Long.toString(one))));
    }

    /// Whose pages show the events of records that were merged into others.
    private Map<CustomerId, CustomerId> survivors(List<Recorded> events) {
        List<CustomerId> records = events.stream()
                .flatMap(event -> event.customer().stream())
                .distinct()
                .toList();
        return hub.watchesAny() ? merges.survivors(records) : Map.of();
    }

    private static boolean changesHead(Recorded recorded) {
        return switch (recorded.event()) {
            case CustomerEvent _ -> true;
            // Matters tell how often they were handed over.
            case PromiseEvent.HandOverAnswered event -> event.accepted();
            case InteractionEvent event ->
                switch (event) {
                    case InteractionEvent.MatterOpened _,
                            InteractionEvent.MatterWaiting _,
                            InteractionEvent.MatterClosed _,
                            InteractionEvent.MatterReopened _,
                            InteractionEvent.MatterKindChanged _,
                            InteractionEvent.ReasonChosen _ -> true;
                    case InteractionEvent.InteractionArrived _,
                            InteractionEvent.InteractionSent _,
                            InteractionEvent.NoteWritten _,
                            InteractionEvent.WorkClaimed _,
                            InteractionEvent.CallAnswered _,
                            InteractionEvent.CallListenedTo _,
                            InteractionEvent.DispositionChosen _,
                            InteractionEvent.CallEnded _ -> false;
                };
            default -> false;
        };
    }

    /// A promise concerns its team, and owner, helper and receiver wherever they are.
    private void publish(Wire.PromiseRow row) {
        TeamId team = new TeamId(Long.parseLong(row.team()));
        hub.publish(
                new StreamHub.Audience.TeamAnd(team, concerned(row)), seq -> new Wire.PromiseSaid("promise", seq, row));
        if (hub.isWatched(new CustomerId(Long.parseLong(row.customer().id())))) {
            hub.publish(
                    new StreamHub.Audience.Watching(
                            new CustomerId(Long.parseLong(row.customer().id()))),
                    seq -> new Wire.PromiseSaid("promise", seq, row));
        }
    }

    /// What went to another team is no more on the screens of the one it left.
    private void left(Recorded recorded, Map<Long, Wire.PromiseRow> rows) {
        if (recorded.event() instanceof PromiseEvent.PromiseRehomed went) {
            Optional.ofNullable(rows.get(went.promise().value()))
                    .ifPresent(row -> hub.publish(
                            new StreamHub.Audience.OfTeam(went.from()),
                            seq -> new Wire.PromiseSaid("promise", seq, row)));
        }
    }

    private static Set<AgentId> concerned(Wire.PromiseRow row) {
        Wire.@org.jspecify.annotations.Nullable HandOverView offered = row.handOver();
        return Stream.of(row.owner(), row.helper(), offered == null ? null : offered.to())
                .flatMap(Stream::ofNullable)
                .map(id -> new AgentId(Long.parseLong(id)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void notice(Recorded recorded, Map<Long, Wire.PromiseRow> rows) {
        switch (recorded.event()) {
            case PromiseEvent.PromiseHelped e -> notice(rows.get(e.promise().value()), e.helper(), Notice.HELP);
            case PromiseEvent.PromiseRaised e ->
                e.lead().ifPresent(lead -> notice(rows.get(e.promise().value()), lead, Notice.ABOUT_TO_BE_LATE));
            case PromiseEvent.HandOverOffered e -> notice(rows.get(e.promise().value()), e.to(), Notice.HANDED_OVER);
            case PromiseEvent.PromiseKnocked e -> {
                Wire.PromiseRow row = rows.get(e.promise().value());
                if (row != null && row.owner() != null) {
                    notice(row, new AgentId(Long.parseLong(row.owner())), Notice.WROTE_AGAIN);
                }
            }
            case PromiseEvent.PromiseMade e ->
                e.owner()
                        .filter(owner -> isAnswer(rows.get(e.promise().value())))
                        .ifPresent(owner -> notice(
                                rows.get(e.promise().value()),
                                owner,
                                isOfAVote(rows.get(e.promise().value())) ? Notice.VOTED : Notice.ANSWERED_YOU));
            default -> {}
        }
    }

    private void point(AgentId agent, Set<Long> fresh) {
        List<Wire.PointerRow> open = pointers.of(agent);
        hub.publish(new StreamHub.Audience.One(agent), seq -> new Wire.PointersSaid("pointers", seq, open));
        open.stream()
                .filter(row -> fresh.contains(Long.valueOf(row.id())))
                .forEach(row -> hub.publish(
                        new StreamHub.Audience.One(agent),
                        seq -> new Wire.NoticeSaid(
                                "notice",
                                seq,
                                noticeOf(row.kind()).name(),
                                row.customer().name() + ": " + row.words(),
                                row.customer().id())));
    }

    private static Notice noticeOf(String pointer) {
        return switch (Pointer.Kind.valueOf(pointer)) {
            case MENTION -> Notice.MENTIONED;
            case HELD -> Notice.REPLY_HELD;
            case VOTE -> Notice.VOTED;
        };
    }

    private static boolean isAnswer(Wire.@org.jspecify.annotations.Nullable PromiseRow row) {
        return row != null && row.kind().equals("ANSWER");
    }

    private static boolean isOfAVote(Wire.@org.jspecify.annotations.Nullable PromiseRow row) {
        return row != null && row.channel().equals("VOTE");
    }

    private void notice(Wire.@org.jspecify.annotations.Nullable PromiseRow row, AgentId agent, Notice why) {
        if (row == null) {
            return;
        }
        hub.publish(
                new StreamHub.Audience.One(agent),
                seq -> new Wire.NoticeSaid(
                        "notice",
                        seq,
                        why.name(),
                        row.customer().name() + ": " + row.what(),
                        row.customer().id()));
    }

    /// Lines go to those who look at that customer now, as soon as they stand on the timeline.
    private void paintLines(List<Recorded> events) {
        List<Long> fresh = new ArrayList<>();
        Map<Long, CustomerId> customers = new HashMap<>();
        Map<CustomerId, CustomerId> survivors = survivors(events);
        for (Recorded recorded : events) {
            Optional<CustomerId> watched = recorded.customer()
                    .map(record -> survivors.getOrDefault(record, record))
                    .filter(hub::isWatched);
            if (watched.isEmpty()) {
                continue;
            }
            fresh.add(recorded.id());
            customers.put(recorded.id(), watched.get());
            if (recorded.event() instanceof ChannelEvent.OutboundCancelled cancelled) {
                hub.publish(
                        new StreamHub.Audience.Watching(watched.get()),
                        seq -> new Wire.GoneSaid(
                                "gone",
                                seq,
                                watched.get().toString(),
                                cancelled.interaction().toString()));
            }
            changedLines(recorded.event()).forEach(line -> paint(watched.get(), line));
        }
        for (Line line : timeline.lines(fresh)) {
            Optional.ofNullable(customers.get(Long.valueOf(line.id()))).ifPresent(customer -> paint(customer, line));
        }
    }

    /// Lines that stand already and say something else now.
    private List<Line> changedLines(JournalEvent event) {
        return switch (event) {
            case ChannelEvent.OutboundChanged e -> timeline.lines(e.interaction());
            case InteractionEvent.CallAnswered e -> timeline.lines(e.interaction());
            case InteractionEvent.CallEnded e -> timeline.lines(e.interaction());
            case InteractionEvent.CallListenedTo e -> timeline.lines(e.interaction());
            case InteractionEvent.DispositionChosen e -> timeline.lines(e.interaction());
            case PromiseEvent.HandOverAnswered e -> timeline.ofHandOver(e.handOver());
            case SwarmEvent.QuestionAsked _ -> List.of();
            case SwarmEvent e -> timeline.ofQuestion(e.question());
            default -> List.of();
        };
    }

    private void paint(CustomerId customer, Line line) {
        hub.publish(
                new StreamHub.Audience.Watching(customer),
                seq -> new Wire.EntrySaid("entry", seq, customer.toString(), line));
    }
}
