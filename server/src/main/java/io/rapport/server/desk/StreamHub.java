package io.rapport.server.desk;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Gives each signed-in desktop what concerns it, numbered. Keeps the last [#MEMORY] messages, so that one who
/// was away for a moment misses nothing. Thread-safe.
final class StreamHub {
    static final int MEMORY = 5_000;

    private final JsonMapper json;
    private final String boot = UUID.randomUUID().toString();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Deque<Message> memory = new ArrayDeque<>();
    private final Map<AgentId, Message> latest = new HashMap<>();
    private long seq;

    StreamHub(JsonMapper json) {
        this.json = json;
    }

    /// Whom a message concerns.
    sealed interface Audience {
        record Everyone() implements Audience {}

        record OfTeam(TeamId team) implements Audience {}

        record One(AgentId agent) implements Audience {}

        /// A team, and those of other teams who have to do with it.
        record TeamAnd(TeamId team, Set<AgentId> others) implements Audience {}

        /// Those who look at this customer's page now.
        record Watching(CustomerId customer) implements Audience {}

        /// Those who look at this organisation's page now.
        record WatchingOrganisation(long organisation) implements Audience {}
    }

    /// @param text empty: a later one stands in its place
    private record Message(long seq, Audience audience, AtomicReference<Optional<String>> text) {}

    /// A desktop's end of the stream.
    interface Connection {
        AgentId agent();

        TeamId team();

        Optional<CustomerId> watching();

        /// The organisation whose page it has in front of it.
        OptionalLong organisation();

        String grade();

        /// When it began to look at what it watches, on [System#nanoTime]'s clock.
        long watchedAt();

        /// Queues; never blocks. A connection that can't keep up closes itself.
        void send(String text);
    }

    synchronized Wire.StreamPosition position() {
        return new Wire.StreamPosition(boot, seq);
    }

    /// Adds a connection: says hello, and what it missed since `since` if that is known, else that it must look
    /// anew.
    synchronized void join(Connection connection, Optional<Wire.StreamPosition> since) {
        connections.add(connection);
        connection.send(json.writeValueAsString(new Wire.Hello("hello", boot, seq)));
        if (since.isEmpty()) {
            return;
        }
        boolean known = since.get().boot().equals(boot)
                && (memory.isEmpty()
                        ? since.get().seq() == seq
                        : memory.getFirst().seq() <= since.get().seq() + 1);
        if (!known) {
            connection.send(json.writeValueAsString(new Wire.Plain("resync")));
            return;
        }
        for (Message message : memory) {
            if (message.seq() > since.get().seq() && concerns(message.audience(), connection)) {
                Objects.requireNonNull(message.text().get()).ifPresent(connection::send);
            }
        }
    }

    void leave(Connection connection) {
        connections.remove(connection);
    }

    boolean isOnline(AgentId agent) {
        return connections.stream().anyMatch(c -> c.agent().equals(agent));
    }

    boolean watchesAny() {
        return connections.stream().anyMatch(c -> c.watching().isPresent());
    }

    boolean isWatched(CustomerId customer) {
        return connections.stream()
                .anyMatch(c -> c.watching().filter(customer::equals).isPresent());
    }

    /// The organisations whose pages somebody looks at.
    Set<Long> organisations() {
        return connections.stream()
                .flatMap(c -> c.organisation().stream().boxed())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Numbers a message and gives it to those whom it concerns.
    synchronized void publish(Audience audience, LongFunction<Object> message) {
        published(audience, message);
    }

    /// The same for one of us, where each such message says all that the ones before it did: they are kept no longer.
    synchronized void publishLatest(AgentId agent, LongFunction<Object> message) {
        Message before = latest.put(agent, published(new Audience.One(agent), message));
        if (before != null) {
            before.text().set(Optional.empty());
        }
    }

    private Message published(Audience audience, LongFunction<Object> message) {
        seq++;
        String text = json.writeValueAsString(message.apply(seq));
        Message published = new Message(seq, audience, new AtomicReference<>(Optional.of(text)));
        memory.addLast(published);
        if (memory.size() > MEMORY) {
            memory.removeFirst();
        }
        for (Connection connection : connections) {
            if (concerns(audience, connection)) {
                connection.send(text);
            }
        }
        return published;
    }

    /// Tells those who watch a customer who else does. Not numbered: only the latest counts.
    void tellViewers(CustomerId customer) {
        String text = json.writeValueAsString(new Wire.ViewersSaid("viewers", customer.toString(), viewers(customer)));
        connections.stream()
                .filter(c -> c.watching().filter(customer::equals).isPresent())
                .forEach(c -> c.send(text));
    }

    List<Wire.Viewer> viewers(CustomerId customer) {
        List<Wire.Viewer> viewers = new ArrayList<>();
        for (Connection connection : connections) {
            if (connection.watching().filter(customer::equals).isPresent()) {
                viewers.add(new Wire.Viewer(connection.agent().toString(), connection.grade()));
            }
        }
        return viewers;
    }

    /// Whose page somebody has in front of them; nobody's is left out.
    record At(AgentId agent, CustomerId customer, String grade) {}

    /// What the agents of a team look at, one each: of somebody's several desktops the one where they type, else the
    /// one where they turned to somebody last.
    List<At> at(TeamId team) {
        Map<AgentId, At> at = new HashMap<>();
        connections.stream()
                .filter(connection -> connection.team().equals(team))
                .sorted(Comparator.comparing((Connection c) -> c.grade().equals("TYPING"))
                        .thenComparingLong(Connection::watchedAt))
                .forEach(connection -> connection
                        .watching()
                        .ifPresent(customer ->
                                at.put(connection.agent(), new At(connection.agent(), customer, connection.grade()))));
        return List.copyOf(at.values());
    }

    /// Tells a team that somebody of it looks at something else now. Not numbered: only the latest counts.
    void tellTeam(TeamId team) {
        String text = json.writeValueAsString(new Wire.Plain("at"));
        connections.stream().filter(c -> c.team().equals(team)).forEach(c -> c.send(text));
    }

    private static boolean concerns(Audience audience, Connection connection) {
        return switch (audience) {
            case Audience.Everyone _ -> true;
            case Audience.OfTeam(var team) -> connection.team().equals(team);
            case Audience.TeamAnd(var team, var others) ->
                connection.team().equals(team) || others.contains(connection.agent());
            case Audience.One(var agent) -> connection.agent().equals(agent);
            case Audience.WatchingOrganisation(var organisation) ->
                connection.organisation().equals(OptionalLong.of(organisation));
            case Audience.Watching(var customer) ->
                connection.watching().filter(customer::equals).isPresent();
        };
    }
}
