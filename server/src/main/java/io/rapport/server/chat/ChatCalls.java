package io.rapport.server.chat;

import io.rapport.server.customer.Customers;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.voice.PageCall;
import io.rapport.server.voice.PageCaller;
import io.rapport.server.voice.PageCalls;
import io.rapport.server.voice.PageStanding;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/// Calls of visitors: one each at a time, in the hand of the browser that made it. Thread-safe.
final class ChatCalls {
    /// So long after its beginning a call that is over is still shown to a page whose network was away meanwhile.
    private static final Duration SHOWN = Duration.ofMinutes(30);

    private final PageCalls calls;
    private final ChatTalks talks;
    private final ChatStreams streams;
    private final Customers customers;
    private final Workforce workforce;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final Set<String> beginning = new HashSet<>();

    ChatCalls(
            PageCalls calls,
            ChatTalks talks,
            ChatStreams streams,
            Customers customers,
            Workforce workforce,
            TransactionTemplate transaction,
            Clock clock) {
        this.calls = calls;
        this.talks = talks;
        this.streams = streams;
        this.customers = customers;
        this.workforce = workforce;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// @param id as their page calls it
    private record Held(String id, PageCall call, Instant began) {}

    /// How their call stands, as the widget shows it.
    ///
    /// @param by first name of who of us speaks with them
    /// @param face path of their picture
    record View(
            String id,
            PageStanding.Stand stand,
            @Nullable String by,
            @Nullable String face,
            @Nullable Instant since,
            PageStanding.@Nullable Ending ending) {}

    private static String key(ChatTalks.Caller caller) {
        return caller.door().id() + "." + HexFormat.of().formatHex(caller.hash());
    }

    /// Takes a call in.
    ///
    /// @return what their browser is answered
    String begin(ChatTalks.Caller caller, String id, String offer, String page, Instant now) {
        String key = key(caller);
        forget(now);
        if (!begins(key)) {
            throw Refusal.conflict(
                    "calling",
                    caller.language()
                            .say(
                                    "You are in a call already, in another window or since a moment ago.",
                                    "Ya está en una llamada, en otra ventana o desde hace un momento."));
        }
        try {
            ChatTalks.Talk talk = talks.meet(caller, now);
            PageCall call = calls.call(
                    new PageCaller(
                            caller.sender(),
                            caller.door(),
                            talk.messageId(),
                            talk.begun(),
                            caller.language(),
                            page,
                            talk.visitor() + "-" + id),
                    offer,
                    () -> wake(key));
            held.put(key, new Held(id, call, now));
            talks.heard(talk, call.customer());
            streams.wake(call.customer());
            return call.answer();
        } finally {
            synchronized (beginning) {
                beginning.remove(key);
            }
        }
    }

    private boolean begins(String key) {
        synchronized (beginning) {
            Held known = held.get(key);
            return (known == null || known.call().isOver()) && beginning.add(key);
        }
    }

    private void wake(String key) {
        Optional.ofNullable(held.get(key))
                .ifPresent(one -> streams.wake(one.call().customer()));
    }

    private void forget(Instant now) {
        held.values()
                .removeIf(one -> one.call().isOver() && one.began().plus(SHOWN).isBefore(now));
    }

    Optional<View> view(ChatTalks.Caller caller) {
        return Optional.ofNullable(held.get(key(caller))).map(one -> {
            PageStanding standing = one.call().standing();
            Optional<Agent> agent = standing.with().flatMap(workforce::agent);
            return new View(
                    one.id(),
                    standing.stand(),
                    agent.map(Agent::firstName).orElse(null),
                    agent.flatMap(Agent::face).orElse(null),
                    standing.since().orElse(null),
                    standing.ending().orElse(null));
        });
    }

    /// The network of their browser has changed.
    String again(ChatTalks.Caller caller, String id, String offer) {
        return theirs(caller, id).again(offer);
    }

    void end(ChatTalks.Caller caller, String id) {
        theirs(caller, id).hangUp();
    }

    /// They say who they are and how they are reached; what they say of themselves proves nothing.
    ///
    /// @param name empty: they don't say
    void reach(ChatTalks.Caller caller, String id, String name, Optional<ContactPoint> address) {
        PageCall call = theirs(caller, id);
        CustomerId customer = call.customer();
        Instant now = clock.instant();
        address.ifPresent(point -> transaction.executeWithoutResult(status -> customers.claim(customer, point, now)));
        if (!name.isEmpty()) {
            boolean taken = Boolean.TRUE.equals(
                    transaction.execute(status -> customers.introduced(customer, caller.name(), name, now)));
            if (taken) {
                call.named(name);
            }
        }
        if (address.isPresent()) {
            call.reachable();
        }
    }

    /// As which country's a number is meant that is given without one.
    Optional<String> country() {
        return calls.country();
    }

    private PageCall theirs(ChatTalks.Caller caller, String id) {
        return Optional.ofNullable(held.get(key(caller)))
                .filter(one -> one.id().equals(id))
                .map(Held::call)
                .orElseThrow(
                        () -> Refusal.notFound(caller.language().say("There is no such call.", "No hay tal llamada.")));
    }
}
