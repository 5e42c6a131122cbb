package io.rapport.media.sip.call;

import io.rapport.media.mailbox.Mailbox;
import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.transaction.Timers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Keeps the session timer of one leg (RFC 4028). Lives in the leg's mailbox.
final class Refresher {
    private final Timers timers;
    private final Mailbox mailbox;
    private final Runnable refresh;
    private final Runnable expired;
    private Optional<SessionTimer> timer = Optional.empty();
    private Optional<Timers.Alarm> alarm = Optional.empty();

    /// @param refresh when we are to refresh
    /// @param expired when the other side has not
    Refresher(Timers timers, Mailbox mailbox, Runnable refresh, Runnable expired) {
        this.timers = timers;
        this.mailbox = mailbox;
        this.refresh = refresh;
        this.expired = expired;
    }

    /// Begins anew, as by each request or answer that refreshes.
    void start(SessionTimer granted) {
        stop();
        timer = Optional.of(granted);
        alarm = Optional.of(
                timers.after(Duration.ofSeconds(granted.dueSeconds()), () -> mailbox.post(() -> due(granted))));
    }

    void stop() {
        alarm.ifPresent(Timers.Alarm::cancel);
        timer = Optional.empty();
    }

    private void due(SessionTimer which) {
        // Only this very one: it may have been stopped while its alarm waited in the mailbox.
        if (timer.filter(now -> now == which).isEmpty()) {
            return;
        }
        if (which.ours()) {
            start(new SessionTimer(which.seconds(), true));
            refresh.run();
        } else {
            expired.run();
        }
    }

    /// What a request within the call says of it, if there is one: its roles are those of that request.
    List<SipHeader> headers() {
        return timer.map(t -> List.of(
                        new SipHeader("Session-Expires", t.seconds() + ";refresher=" + (t.ours() ? "uac" : "uas"))))
                .orElse(List.of());
    }
}
