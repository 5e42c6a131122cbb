package io.rapport.media.line;

import io.rapport.media.codec.G711;
import io.rapport.media.mailbox.Mailbox;
import io.rapport.media.quality.FaultRules;
import io.rapport.media.quality.FaultWatch;
import io.rapport.media.quality.Signs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// A place in which lines hear each other. Two are joined packet by packet; of more, each hears the sum of
/// the others. Whether they do is looked at all the while (see [io.rapport.media.quality.FaultRules]).
public final class Room implements MediaLoop.Beating {
    private static final int LOOK_BEATS = 25;

    /// A look that comes later was held up, and so was all that it would have seen.
    private static final int LATE_MILLIS = 900;

    private final MediaLoop loop;
    private final Mailbox mailbox;
    private final MediaLoop.Beating looking = this::lookSometimes;
    private final List<Member> members = new ArrayList<>();
    private final Set<Hushed> hushed = new HashSet<>();
    private final int[] all = new int[Sound.FRAME];
    private final int[] sum = new int[Sound.FRAME];
    private final short[] frame = new short[Sound.FRAME];

    /// A line with what it said and was not mixed yet.
    private record Member(Line line, MixBuffer said, short[] now) {}

    /// One does not hear the other, as long as both are here.
    private record Hushed(Line speaker, Line listener) {}

    private final long looksAt = ThreadLocalRandom.current().nextLong(LOOK_BEATS);
    private Optional<RoomWatcher> watcher = Optional.empty();
    private FaultWatch faults = new FaultWatch(FaultRules.USUAL);
    private final Set<FaultWatch.Finding> open = new LinkedHashSet<>();
    private long lookedNanos;

    Room(MediaLoop loop, Mailbox mailbox) {
        this.loop = loop;
        this.mailbox = mailbox;
    }

    /// Who hears of faults among those who are in it.
    public void watch(RoomWatcher by) {
        loop.execute(() -> watcher = Optional.of(by));
    }

    /// Lets a line in; it leaves the room in which it was.
    public void join(Line line) {
        loop.execute(() -> {
            Room before = line.room();
            if (before == this) {
                return;
            }
            if (before != null) {
                before.left(line);
            }
            beginAnew();
            members.add(new Member(line, new MixBuffer(), new short[Sound.FRAME]));
            line.enter(this);
            changed();
        });
    }

    /// It hears nothing from here any more, and nobody hears it.
    public void leave(Line line) {
        loop.execute(() -> left(line));
    }

    /// Lets one hear the other no more, or again: who listens in is not heard, and who whispers is heard by
    /// one alone. Holds until one of them leaves.
    ///
    /// @param heard whether the listener hears the speaker
    public void hear(Line listener, Line speaker, boolean heard) {
        loop.execute(() -> {
            Hushed pair = new Hushed(speaker, listener);
            if (heard) {
                hushed.remove(pair);
            } else {
                hushed.add(pair);
            }
        });
    }

    void left(Line line) {
        if (members.stream().anyMatch(member -> member.line() == line)) {
            beginAnew();
            members.removeIf(member -> member.line() == line);
            hushed.removeIf(pair -> pair.speaker() == line || pair.listener() == line);
            line.enter(null);
            changed();
        }
    }

    private void changed() {
        if (members.size() > 2) {
            loop.join(this);
        } else {
            loop.leave(this);
        }
        if (members.size() > 1) {
            loop.join(looking);
        } else {
            loop.leave(looking);
        }
    }

    // --------------------------------------------------------------------------------------------------------- faults

    /// What was found of those who were here is over with their being together.
    private void beginAnew() {
        List.copyOf(open).forEach(finding -> tell(new FaultWatch.Finding(finding.party(), finding.fault(), false)));
        faults = new FaultWatch(FaultRules.USUAL);
        lookedNanos = System.nanoTime();
    }

    private void lookSometimes(long beat, long nanos) {
        if (beat % LOOK_BEATS == looksAt) {
            loop.whenIdle(() -> look(System.nanoTime()));
        }
    }

    private void look(long nanos) {
        long passed = (nanos - lookedNanos) / 1_000_000;
        lookedNanos = nanos;
        List<Signs> signs = members.stream()
                .map(member -> member.line().signs(isHeard(member.line())))
                .toList();
        faults.look(passed > LATE_MILLIS ? 0 : (int) passed, signs).forEach(this::tell);
    }

    private boolean isHeard(Line line) {
        return members.stream().anyMatch(other -> other.line() != line && hears(other.line(), line));
    }

    private void tell(FaultWatch.Finding finding) {
        FaultWatch.Finding same = new FaultWatch.Finding(finding.party(), finding.fault(), true);
        if (finding.begun() ? !open.add(same) : !open.remove(same)) {
            return;
        }
        Optional<Line> at = finding.party() == FaultWatch.ALL
                ? Optional.empty()
                : Optional.of(members.get(finding.party()).line());
        watcher.ifPresent(by -> mailbox.post(() -> {
            if (finding.begun()) {
                by.found(at, finding.fault());
            } else {
                by.over(at, finding.fault());
            }
        }));
    }

    // ---------------------------------------------------------------------------------------------------------- sound

    void heard(Line from, G711 law, byte[] packet, int at, int count, long nanos) {
        if (members.size() == 2) {
            Line other = other(from);
            if (hears(other, from)) {
                other.relay(from, law, packet, at, count, nanos);
            }
            return;
        }
        for (Member member : members) {
            if (member.line() == from) {
                member.said().take(law, packet, at, count);
            }
        }
    }

    /// Keys are for whom they are meant: of two the other; in a conference nobody.
    void pressed(Line from, byte[] packet, int length, long nanos) {
        if (members.size() == 2 && hears(other(from), from)) {
            other(from).relayKeys(from, packet, length, nanos);
        }
    }

    private boolean hears(Line listener, Line speaker) {
        return hushed.isEmpty() || !hushed.contains(new Hushed(speaker, listener));
    }

    private Line other(Line line) {
        Line first = members.getFirst().line();
        return first == line ? members.getLast().line() : first;
    }

    @Override
    public void beat(long beat, long nanos) {
        java.util.Arrays.fill(all, 0);
        for (Member member : members) {
            member.said().next(member.now());
            for (int i = 0; i < Sound.FRAME; i++) {
                all[i] += member.now()[i];
            }
        }
        for (Member member : members) {
            mixFor(member);
            member.line().say(this, frame, beat, nanos);
        }
    }

    /// All without its own, and without those whom it does not hear.
    private void mixFor(Member listener) {
        System.arraycopy(all, 0, sum, 0, Sound.FRAME);
        for (Member speaker : members) {
            if (speaker == listener || !hears(listener.line(), speaker.line())) {
                for (int i = 0; i < Sound.FRAME; i++) {
                    sum[i] -= speaker.now()[i];
                }
            }
        }
        for (int i = 0; i < Sound.FRAME; i++) {
            frame[i] = (short) Math.clamp(sum[i], Short.MIN_VALUE, Short.MAX_VALUE);
        }
    }
}
