package io.rapport.server.voice;

import io.rapport.media.sip.digest.DigestHash;
import io.rapport.media.sip.digest.Gatekeeper;
import io.rapport.media.sip.register.Registrar;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Telephones on the desks of those who work here: as whom they register, and which of them are there now. With a copy
/// in memory, for it is asked with each call and each look at who could answer. Thread-safe.
final class DeskPhones {
    /// Names nothing that a stranger could learn from it.
    static final String REALM = "telephones";

    /// After a start of ours, telephones are found again within that time; a router remembers them for about as long.
    private static final Duration KNOWN_FOR = Duration.ofMinutes(2);

    private static final String PASSWORD_SIGNS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int PASSWORD_LENGTH = 16;
    private static final Logger log = LoggerFactory.getLogger(DeskPhones.class);

    private final DeskPhoneStore store;
    private final Workforce workforce;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Gatekeeper gatekeeper = new Gatekeeper(
            REALM,
            List.of(DigestHash.MD5),
            (user, hash) -> named(user).map(phone -> Gatekeeper.secret(hash, user, REALM, phone.password())));
    private final Registrar registrar;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Consumer<Flow> wrong = from -> {};
    private volatile Map<String, DeskPhone> byUser = Map.of();
    private volatile Map<AgentId, DeskPhone> byAgent = Map.of();

    DeskPhones(DeskPhoneStore store, Workforce workforce, Clock clock) {
        this.store = store;
        this.workforce = workforce;
        this.clock = clock;
        this.registrar = new Registrar(gatekeeper, clock, KNOWN_FOR, new Registrar.Watcher() {
            @Override
            public void changed(String user) {
                log.info(
                        "desk phones changed user={} there={}",
                        user,
                        registered(user).size());
                listeners.forEach(Runnable::run);
            }

            @Override
            public void wrong(Flow from) {
                wrong.accept(from);
            }
        });
        reload();
    }

    private List<Registrar.Binding> registered(String user) {
        return registrar().of(user);
    }

    private void reload() {
        List<DeskPhone> all = store.all();
        byUser = all.stream().collect(Collectors.toUnmodifiableMap(DeskPhone::user, Function.identity()));
        byAgent = all.stream().collect(Collectors.toUnmodifiableMap(DeskPhone::agent, Function.identity()));
    }

    /// Calls back when a telephone comes or goes; it must not block.
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /// Who hears that somebody tried a wrong password.
    void onWrong(Consumer<Flow> listener) {
        wrong = listener;
    }

    // ------------------------------------------------------------------------------------------------------- accounts

    List<DeskPhone> all() {
        return byAgent.values().stream()
                .sorted(Comparator.comparing(phone -> phone.agent().value()))
                .toList();
    }

    Optional<DeskPhone> of(AgentId agent) {
        return Optional.ofNullable(byAgent.get(agent));
    }

    /// One whose owner works here.
    Optional<DeskPhone> named(String user) {
        return Optional.ofNullable(byUser.get(user))
                .filter(phone ->
                        workforce.agent(phone.agent()).filter(Agent::enabled).isPresent());
    }

    /// Makes a new name and password for somebody. Telephones that they had are not known any more.
    synchronized DeskPhone make(AgentId agent) {
        Optional<DeskPhone> before = of(agent);
        DeskPhone phone = new DeskPhone(
                agent,
                freshUser(),
                password(),
                before.isPresent() && before.get().preferred(),
                clock.instant());
        store.put(phone);
        reload();
        before.ifPresent(old -> registrar.forget(old.user()));
        return phone;
    }

    /// @return whether they had one
    synchronized boolean revoke(AgentId agent) {
        Optional<DeskPhone> before = of(agent);
        store.remove(agent);
        reload();
        before.ifPresent(old -> registrar.forget(old.user()));
        return before.isPresent();
    }

    synchronized void prefer(AgentId agent, boolean preferred) {
        of(agent).ifPresent(phone -> {
            store.put(phone.preferred(preferred));
            reload();
        });
        listeners.forEach(Runnable::run);
    }

    private String freshUser() {
        while (true) {
            String user = Integer.toString(random.nextInt(10_000_000, 100_000_000));
            if (!byUser.containsKey(user)) {
                return user;
            }
        }
    }

    private String password() {
        StringBuilder signs = new StringBuilder(PASSWORD_LENGTH);
        for (int i = 0; i < PASSWORD_LENGTH; i++) {
            signs.append(PASSWORD_SIGNS.charAt(random.nextInt(PASSWORD_SIGNS.length())));
        }
        return signs.toString();
    }

    // ------------------------------------------------------------------------------------------------------ telephones

    Registrar registrar() {
        return registrar;
    }

    Gatekeeper gatekeeper() {
        return gatekeeper;
    }

    /// Those of somebody that are there now.
    List<Registrar.Binding> there(AgentId agent) {
        return of(agent).map(phone -> registrar.of(phone.user())).orElse(List.of());
    }

    boolean isThere(AgentId agent) {
        return !there(agent).isEmpty();
    }

    /// Whose telephones are there now.
    Set<AgentId> agents() {
        return registrar.users().stream()
                .flatMap(user -> named(user).stream())
                .map(DeskPhone::agent)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whose telephone is at the other end of this way.
    Optional<DeskPhone> at(Flow flow) {
        return registrar.at(flow).flatMap(this::named);
    }
}
