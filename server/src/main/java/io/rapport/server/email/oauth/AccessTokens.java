package io.rapport.server.email.oauth;

import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.MailConnection;
import io.rapport.server.vocabulary.DoorId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Access tokens of doors, for their mailbox and their relay alike. One is used until shortly before it ends; of
/// several who need a new one, one asks and the others wait for the answer. After a failure the provider is left in
/// peace for a pause that doubles from [#FIRST_PAUSE] to [#LONGEST_PAUSE]; after the consent itself was refused, for
/// [#CONSENT_PAUSE]. Thread-safe.
public final class AccessTokens {
    static final Duration MARGIN = Duration.ofMinutes(5);
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    static final Duration CONSENT_PAUSE = Duration.ofHours(1);
    private static final Logger log = LoggerFactory.getLogger(AccessTokens.class);

    private final Doors doors;
    private final Grants grants;
    private final TokenEndpoint endpoint;
    private final Clock clock;
    private final Map<DoorId, Slot> slots = new ConcurrentHashMap<>();

    public AccessTokens(Doors doors, Grants grants, TokenEndpoint endpoint, Clock clock) {
        this.doors = doors;
        this.grants = grants;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    private record Held(MailConnection connection, String token, Instant until) {}

    private record Setback(MailConnection connection, IOException failure, Duration pause, Instant until) {}

    /// One door's; guarded by its lock.
    private static final class Slot {
        final ReentrantLock lock = new ReentrantLock();
        Optional<Held> held = Optional.empty();
        Optional<Setback> setback = Optional.empty();
        /// Rotated while the database was away: the only copy of what the provider accepts from now on.
        Optional<Grants.Grant> unsaved = Optional.empty();
    }

    /// A token that is valid now.
    ///
    /// @throws ConnectAgainException when only a new consent helps
    /// @throws IOException when there is none now and it is worth trying again
    public String of(Door door) throws IOException {
        MailConnection connection = door.mail()
                .connection()
                .orElseThrow(() -> new ConnectAgainException("This door wants OAuth2, but no provider is set at it."));
        Slot slot = slots.computeIfAbsent(door.id(), _ -> new Slot());
        slot.lock.lock();
        try {
            Instant now = clock.instant();
            Optional<String> known = slot.held
                    .filter(h -> h.connection().equals(connection) && now.isBefore(h.until()))
                    .map(Held::token);
            if (known.isPresent()) {
                return known.get();
            }
            refuseWhilePausing(slot, connection, now);
            return refresh(door, connection, slot, now);
        } finally {
            slot.lock.unlock();
        }
    }

    private static void refuseWhilePausing(Slot slot, MailConnection connection, Instant now) throws IOException {
        Optional<Setback> setback =
                slot.setback.filter(s -> s.connection().equals(connection) && now.isBefore(s.until()));
        if (setback.isPresent()) {
            IOException failure = setback.get().failure();
            String words = String.valueOf(failure.getMessage());
            throw failure instanceof ConnectAgainException
                    ? new ConnectAgainException(words)
                    : new IOException(words, failure);
        }
    }

    private String refresh(Door door, MailConnection connection, Slot slot, Instant now) throws IOException {
        try {
            Grants.Grant grant = slot.unsaved
                    .filter(g -> g.isFor(connection))
                    .or(() -> grants.find(door.id(), connection))
                    .orElseThrow(() -> new ConnectAgainException("This door is not connected with "
                            + connection.provider().title() + " yet: press Connect at it in Administration."));
            TokenAnswer answer = endpoint.refresh(connection, grant.refreshToken());
            return switch (answer) {
                case TokenAnswer.Granted granted -> {
                    log.info(
                            "event=token-fetched door={} seconds={}",
                            door.id(),
                            granted.lifetime().toSeconds());
                    granted.refreshToken()
                            .filter(token -> !token.equals(grant.refreshToken()))
                            .map(grant::rotated)
                            .or(() -> slot.unsaved)
                            .ifPresent(fresh -> keep(door.id(), slot, fresh));
                    yield hold(slot, connection, granted, now);
                }
                case TokenAnswer.Refused refused -> throw refusal(connection, refused);
            };
        } catch (IOException failed) {
            setBack(door, connection, slot, now, failed);
            throw failed;
        }
    }

    private static IOException refusal(MailConnection connection, TokenAnswer.Refused refused) {
        String provider = connection.provider().title();
        return refused.consentIsGone()
                ? new ConnectAgainException("The consent for this door is no longer accepted by " + provider
                        + ": connect it again in Administration. (" + refused + ")")
                : new IOException(
                        provider + " gives no token, check client id and secret at the door. (" + refused + ")");
    }

    private void setBack(Door door, MailConnection connection, Slot slot, Instant now, IOException failed) {
        boolean consent = failed instanceof ConnectAgainException;
        Duration doubled = slot.setback
                .filter(s -> s.connection().equals(connection))
                .map(s -> s.pause().multipliedBy(2))
                .orElse(FIRST_PAUSE);
        Duration shorter = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        Duration pause = consent ? CONSENT_PAUSE : shorter;
        slot.setback = Optional.of(new Setback(connection, failed, pause, now.plus(pause)));
        log.warn("event=token-not-fetched door={} cause=\"{}\"", door.id(), failed.getMessage());
        if (consent) {
            doors.health(door.id(), false, String.valueOf(failed.getMessage()));
        }
    }

    private String hold(Slot slot, MailConnection connection, TokenAnswer.Granted granted, Instant now) {
        Duration fifth = granted.lifetime().dividedBy(5);
        Duration margin = fifth.compareTo(MARGIN) < 0 ? fifth : MARGIN;
        slot.held = Optional.of(new Held(
                connection, granted.accessToken(), now.plus(granted.lifetime()).minus(margin)));
        slot.setback = Optional.empty();
        return granted.accessToken();
    }

    private void keep(DoorId door, Slot slot, Grants.Grant grant) {
        slot.unsaved = Optional.of(grant);
        try {
            grants.keep(door, grant);
            slot.unsaved = Optional.empty();
        } catch (RuntimeException databaseAway) {
            log.warn("event=grant-not-kept door={} cause={}", door, databaseAway.toString());
        }
    }

    /// The far side did not accept this token: it is used no more.
    public void refused(DoorId door, String token) {
        Slot slot = slots.computeIfAbsent(door, _ -> new Slot());
        slot.lock.lock();
        try {
            slot.held = slot.held.filter(h -> !h.token().equals(token));
        } finally {
            slot.lock.unlock();
        }
    }

    /// Takes over what a consent brought. When this returns it is committed.
    void connected(DoorId door, MailConnection connection, TokenAnswer.Granted granted, String refreshToken) {
        Slot slot = slots.computeIfAbsent(door, _ -> new Slot());
        slot.lock.lock();
        try {
            Instant now = clock.instant();
            grants.keep(door, Grants.Grant.of(connection, refreshToken, now));
            slot.unsaved = Optional.empty();
            hold(slot, connection, granted, now);
        } finally {
            slot.lock.unlock();
        }
        doors.health(door, true, "connected with " + connection.provider().title());
    }
}
