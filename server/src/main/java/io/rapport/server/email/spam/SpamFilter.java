package io.rapport.server.email.spam;

import io.rapport.server.channel.Doors;
import io.rapport.server.vocabulary.DoorId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The spam filter that the operator runs, if any. While it does not answer, mail is let in as if there were none, the
/// doors it came through say so, and it is asked again after [#PAUSE]: not every mail waits for it. Thread-safe.
public final class SpamFilter implements AutoCloseable {
    static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(SpamFilter.class);

    private final Optional<Rspamd> rspamd;
    private final Doors doors;
    private final Clock clock;
    private final Set<DoorId> unwell = ConcurrentHashMap.newKeySet();
    private volatile Instant askFrom = Instant.MIN;
    private volatile String trouble = "";

    public SpamFilter(Optional<Rspamd> rspamd, Doors doors, Clock clock) {
        this.rspamd = rspamd;
        this.doors = doors;
        this.clock = clock;
    }

    /// Why a mail is junk; empty when it is not, or when that is not known now.
    ///
    /// @param through the doors that it came to
    public Optional<String> junk(Question question, Collection<DoorId> through) {
        if (rspamd.isEmpty()) {
            return Optional.empty();
        }
        Judgement judgement = clock.instant().isBefore(askFrom)
                ? new Judgement.Unknown(trouble)
                : rspamd.get().judge(question);
        return switch (judgement) {
            case Judgement.Junk junk -> {
                well(through);
                yield Optional.of(junk.why());
            }
            case Judgement.Fine _ -> {
                well(through);
                yield Optional.empty();
            }
            case Judgement.Unknown unknown -> {
                unwell(unknown.why(), through);
                yield Optional.empty();
            }
        };
    }

    private void well(Collection<DoorId> through) {
        for (DoorId door : through) {
            if (unwell.remove(door)) {
                doors.health(door, true, "the spam filter answers again");
            }
        }
    }

    private void unwell(String why, Collection<DoorId> through) {
        Instant now = clock.instant();
        if (!now.isBefore(askFrom)) {
            trouble = why;
            askFrom = now.plus(PAUSE);
            log.warn("event=spam-filter-away cause=\"{}\"", why);
        }
        for (DoorId door : through) {
            unwell.add(door);
            doors.health(door, false, "Mail is let in unfiltered: the spam filter was asked, but " + why + ".");
        }
    }

    @Override
    public void close() {
        rspamd.ifPresent(Rspamd::close);
    }
}
