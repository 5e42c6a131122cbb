package io.rapport.server.voice;

import io.rapport.media.sip.Address;
import io.rapport.media.sip.Uri;
import io.rapport.media.sip.call.SipCalls;
import io.rapport.media.sip.digest.Credentials;
import io.rapport.media.sip.register.Registration;
import io.rapport.media.sip.transaction.Flow;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the trunks that want us to register told where we are. Thread-safe.
final class Registrations {
    private static final Duration LASTS = Duration.ofMinutes(10);
    private static final Duration GOODBYE = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(Registrations.class);

    private final Map<Long, Kept> kept = new HashMap<>();
    private final Runnable changed;

    /// @param trunk as it was when we registered
    private record Kept(Trunk trunk, Registration registration, State state) {}

    /// The way to a trunk.
    interface Ways {
        Flow to(Trunk trunk) throws IOException;
    }

    /// How it stands with one trunk.
    sealed interface State {
        record Asking() implements State {}

        record Known() implements State {}

        /// @param sentence why not, for the administrator
        record Refused(String sentence) implements State {}
    }

    /// @param changed called when it stands otherwise with any of them; it must not block
    Registrations(Runnable changed) {
        this.changed = changed;
    }

    /// Makes it so that exactly these are told.
    synchronized void tell(List<Trunk> trunks, SipCalls calls, Ways ways) {
        List<Trunk> wanted = trunks.stream()
                .filter(trunk -> trunk.enabled() && trunk.account().isPresent())
                .toList();
        kept.entrySet().removeIf(entry -> {
            boolean gone = !wanted.contains(entry.getValue().trunk());
            if (gone) {
                entry.getValue().registration().close();
            }
            return gone;
        });
        for (Trunk trunk : wanted) {
            if (!kept.containsKey(trunk.id())) {
                register(trunk, calls, ways);
            }
        }
    }

    private void register(Trunk trunk, SipCalls calls, Ways ways) {
        Trunk.Account account = trunk.account().orElseThrow();
        Optional<Uri> registrar = Address.of("<sip:" + account.domain() + ">").map(Address::uri);
        try {
            Registration registration = calls.register(
                    new Registration.Order(
                            registrar.orElseThrow(() -> new IOException("no domain: " + account.domain())),
                            "sip:" + account.user() + "@" + account.domain(),
                            account.user(),
                            new Credentials(account.user(), account.password()),
                            LASTS),
                    ways.to(trunk),
                    new Told(trunk));
            kept.put(trunk.id(), new Kept(trunk, registration, new State.Asking()));
        } catch (IOException away) {
            log.warn("trunk not registered trunk={} cause={}", trunk.id(), away.toString());
        }
    }

    private synchronized void stands(Trunk trunk, State state) {
        kept.computeIfPresent(
                trunk.id(), (id, one) -> one.trunk().equals(trunk) ? new Kept(trunk, one.registration(), state) : one);
        changed.run();
    }

    /// How it stands with a trunk; empty where we need not register.
    synchronized Optional<State> of(Trunk trunk) {
        return Optional.ofNullable(kept.get(trunk.id())).map(Kept::state);
    }

    /// Tells all that we can't be reached any more, and gives them a moment to hear it.
    void close() {
        List<Registration> all;
        synchronized (this) {
            all = kept.values().stream().map(Kept::registration).toList();
            kept.clear();
        }
        all.forEach(Registration::close);
        long until = System.nanoTime() + GOODBYE.toNanos();
        all.forEach(one -> one.awaitEnd(Duration.ofNanos(Math.max(0, until - System.nanoTime()))));
    }

    private final class Told implements Registration.Watcher {
        private final Trunk trunk;

        Told(Trunk trunk) {
            this.trunk = trunk;
        }

        @Override
        public void registered(Duration lasts) {
            log.info("trunk registered trunk={} seconds={}", trunk.id(), lasts.toSeconds());
            stands(trunk, new State.Known());
        }

        @Override
        public void refused(int status, String reason) {
            log.warn("trunk refuses us trunk={} status={}", trunk.id(), status);
            stands(trunk, new State.Refused(trunk.name() + " does not take us: " + status + " " + reason + "."));
        }

        @Override
        public void unanswered() {
            log.warn("trunk does not answer trunk={}", trunk.id());
            stands(trunk, new State.Refused(trunk.name() + " does not answer."));
        }
    }
}
