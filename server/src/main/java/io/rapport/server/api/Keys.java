package io.rapport.server.api;

import io.rapport.server.vault.Sealer;
import io.rapport.server.web.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Lets a program ask the same twice and have it done once: the first answer is kept for [#KEPT]. Thread-safe.
///
/// A failure of ours (5xx) is not kept, so that asking again tries again. What a process began that then died is done
/// again as well: nobody knows how far it came.
final class Keys {
    static final Duration KEPT = Duration.ofHours(24);
    /// Keys of one account at a time.
    static final int MOST = 10_000;
    /// Bytes of an answer; a longer one is not kept.
    static final int MAX_ANSWER = 256 * 1024;
    private static final String PURPOSE = "answer under a key";

    private final KeyStore store;
    private final Sealer sealer;
    private final Clock clock;
    private final UUID boot = UUID.randomUUID();

    Keys(KeyStore store, Sealer sealer, Clock clock) {
        this.store = store;
        this.sealer = sealer;
        this.clock = clock;
    }

    /// What was answered the first time.
    record Answer(int status, @Nullable String contentType, byte[] body) {}

    /// @return the first answer; empty: it is to be done now, and [#answered] or [#failed] is to be said afterwards
    /// @throws Refusal where it can't be told, or is being done
    Optional<Answer> begin(long account, Asked asked) {
        if (store.begin(account, asked, boot, clock.instant())) {
            if (store.count(account, MOST + 1) > MOST) {
                store.forget(account, asked);
                throw Refusal.tooOften(
                        "There are " + MOST + " keys of this account already; the oldest ends within a day.");
            }
            return Optional.empty();
        }
        KeyStore.Row known = store.find(account, asked).orElseThrow(Keys::inProgress);
        if (!Arrays.equals(known.digest(), asked.digest())) {
            throw Refusal.unprocessable("key-reused", "This key was used for something else. Take a new one.");
        }
        if (known.status().isPresent()) {
            if (known.answer() == null) {
                throw Refusal.conflict("answer-gone", "This was done. What was answered is no longer kept.");
            }
            byte[] body = sealer.open(known.answer(), PURPOSE);
            return Optional.of(new Answer(known.status().get(), known.contentType(), body));
        }
        if (known.boot().equals(boot) || !store.takeOver(account, asked, known.boot(), boot, clock.instant())) {
            throw inProgress();
        }
        return Optional.empty();
    }

    private static Refusal inProgress() {
        return Refusal.conflict("in-progress", "This is being done just now. Ask again in a moment.");
    }

    void answered(long account, Asked asked, Answer answer) {
        if (answer.status() >= 500 || answer.body().length > MAX_ANSWER) {
            store.forget(account, asked);
        } else {
            store.answered(account, asked, answer.status(), answer.contentType(), sealer.seal(answer.body(), PURPOSE));
        }
    }

    void failed(long account, Asked asked) {
        store.forget(account, asked);
    }

    void sweep() {
        store.sweep(clock.instant().minus(KEPT));
    }
}
