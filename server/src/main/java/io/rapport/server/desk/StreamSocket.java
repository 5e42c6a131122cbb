package io.rapport.server.desk;

import io.rapport.server.access.ApiTokens;
import io.rapport.server.access.Sessions;
import io.rapport.server.access.SignedIn;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Permission;
import io.rapport.server.workforce.Agent;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The stream's WebSocket. One virtual thread a connection writes what the hub queues.
final class StreamSocket extends TextWebSocketHandler {
    static final int QUEUE = 2_000;
    /// In a desktop's queue: nothing follows.
    private static final String LAST = "last";
    private static final Set<String> GRADES = Set.of("VIEWING", "TYPING", "AWAY");
    private static final Logger log = LoggerFactory.getLogger(StreamSocket.class);

    private final StreamHub hub;
    private final Caller caller;
    private final Attendance attendance;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final JsonMapper json;
    private final Map<String, Desktop> desktops = new ConcurrentHashMap<>();

    StreamSocket(
            StreamHub hub, Caller caller, Attendance attendance, Sessions sessions, ApiTokens tokens, JsonMapper json) {
        this.hub = hub;
        this.sessions = sessions;
        this.tokens = tokens;
        this.caller = caller;
        this.attendance = attendance;
        this.json = json;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession session) throws IOException {
        if (!(session.getPrincipal() instanceof Authentication authentication)
                || !(authentication.getPrincipal() instanceof SignedIn signedIn)) {
            session.sendMessage(new TextMessage("{\"kind\":\"signed-out\"}"));
            session.close(CloseStatus.POLICY_VIOLATION);
            return;
        }
        if (!signedIn.may(Permission.SEE_DESK)) {
            session.close(CloseStatus.POLICY_VIOLATION);
            return;
        }
        Desktop desktop = new Desktop(session, signedIn, caller.agent(signedIn));
        desktops.put(session.getId(), desktop);
        Thread.ofVirtual().name("stream-" + session.getId()).start(desktop::write);
        hub.join(desktop, position(session.getUri()));
        if (desktop.attends()) {
            attendance.came(desktop.agent());
        }
        // It can be told of the end from here on; before, it could not.
        if (!isOpen(signedIn)) {
            desktop.signOut();
        }
    }

    private boolean isOpen(SignedIn caller) {
        return caller.token() != 0
                ? tokens.permissions(caller.token()).contains(Permission.SEE_DESK)
                : sessions.isOpen(caller.session());
    }

    /// Programs whose token was removed hear no more.
    void endToken(long token) {
        desktops.values().stream()
                .filter(desktop -> desktop.signedIn.token() == token)
                .forEach(Desktop::signOut);
    }

    /// Whoever's session or token has run out by itself hears no more.
    void endRunOut() {
        desktops.values().stream().filter(desktop -> !isOpen(desktop.signedIn)).forEach(Desktop::signOut);
    }

    /// Desktops of sessions that were ended go blank at once.
    void end(Set<Long> sessions) {
        desktops.values().stream()
                .filter(desktop -> sessions.contains(desktop.signedIn.session()))
                .forEach(Desktop::signOut);
    }

    private static Optional<Wire.StreamPosition> position(@Nullable URI uri) {
        if (uri == null) {
            return Optional.empty();
        }
        var query = UriComponentsBuilder.fromUri(uri).build().getQueryParams();
        String boot = query.getFirst("boot");
        String seq = query.getFirst("seq");
        try {
            return boot == null || seq == null || boot.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Wire.StreamPosition(boot, Long.parseLong(seq)));
        } catch (NumberFormatException nonsense) {
            return Optional.empty();
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message) {
        Desktop desktop = desktops.get(session.getId());
        if (desktop == null || message.getPayloadLength() > 2_000) {
            return;
        }
        try {
            JsonNode command = json.readTree(message.getPayload());
            switch (command.path("kind").asString("")) {
                case "watch" -> watch(desktop, command);
                case "watch-organisation" -> {
                    String text = command.path("organisation").asString("");
                    desktop.organisation =
                            text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
                }
                case "ping" -> desktop.send("{\"kind\":\"pong\"}");
                default -> log.debug("stream command unknown agent={}", desktop.agent());
            }
        } catch (JacksonException | NumberFormatException nonsense) {
            log.debug("stream command not understood agent={}", desktop.agent());
        }
    }

    private void watch(Desktop desktop, JsonNode command) {
        String grade = command.path("grade").asString("VIEWING");
        String text = command.path("customer").asString("");
        Optional<CustomerId> before = desktop.watching();
        desktop.grade = GRADES.contains(grade) ? grade : "VIEWING";
        desktop.watchedAt = System.nanoTime();
        desktop.watching = text.isEmpty() ? Optional.empty() : Optional.of(new CustomerId(Long.parseLong(text)));
        before.ifPresent(hub::tellViewers);
        hub.tellTeam(desktop.team());
        desktop.watching.ifPresent(customer -> {
            long seq = hub.position().seq();
            desktop.send(json.writeValueAsString(new Wire.Watched("watched", seq, customer.toString())));
        });
        desktop.watching.filter(c -> before.filter(c::equals).isEmpty()).ifPresent(hub::tellViewers);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
        Desktop desktop = desktops.remove(session.getId());
        if (desktop == null) {
            return;
        }
        desktop.open = false;
        desktop.queue.offer("");
        hub.leave(desktop);
        desktop.watching().ifPresent(hub::tellViewers);
        hub.tellTeam(desktop.team());
        if (desktop.attends()) {
            attendance.went(desktop.agent());
        }
    }

    /// One connected desktop.
    private static final class Desktop implements StreamHub.Connection {
        private final WebSocketSession session;
        private final SignedIn signedIn;
        private final Agent who;
        private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(QUEUE);
        private volatile Optional<CustomerId> watching = Optional.empty();
        private volatile OptionalLong organisation = OptionalLong.empty();
        private volatile long watchedAt = System.nanoTime();
        private volatile String grade = "VIEWING";
        private volatile boolean open = true;

        Desktop(WebSocketSession session, SignedIn signedIn, Agent who) {
            this.session = session;
            this.signedIn = signedIn;
            this.who = who;
        }

        /// Who only looks is not in.
        boolean attends() {
            return signedIn.may(Permission.SAY_PRESENCE);
        }

        void signOut() {
            queue.offer("{\"kind\":\"signed-out\"}");
            if (!queue.offer(LAST)) {
                open = false;
                queue.clear();
                queue.offer("");
            }
        }

        @Override
        public AgentId agent() {
            return who.id();
        }

        @Override
        public TeamId team() {
            return who.team();
        }

        @Override
        public Optional<CustomerId> watching() {
            return watching;
        }

        @Override
        public OptionalLong organisation() {
            return organisation;
        }

        @Override
        public long watchedAt() {
            return watchedAt;
        }

        @Override
        public String grade() {
            return grade;
        }

        @Override
        public void send(String text) {
            if (!queue.offer(text)) {
                open = false;
                queue.clear();
                queue.offer("");
            }
        }

        private void write() {
            try {
                while (open) {
                    String text = queue.take();
                    if (text.equals(LAST)) {
                        session.close(CloseStatus.POLICY_VIOLATION);
                        return;
                    }
                    if (!text.isEmpty()) {
                        session.sendMessage(new TextMessage(text));
                    }
                }
                session.close(CloseStatus.SERVICE_OVERLOAD);
            } catch (IOException | IllegalStateException gone) {
                log.debug("stream ended agent={} cause={}", who.id(), gone.toString());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
