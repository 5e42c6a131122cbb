package io.rapport.media.line;

import static java.util.Objects.requireNonNull;

import io.rapport.media.mailbox.Mailbox;
import io.rapport.media.quality.FaultRules;
import io.rapport.media.quality.FaultWatch;
import io.rapport.media.quality.Signs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// A place in which lines hear each other. Two are joined packet by packet; of more, each hears the sum of
/// the others. Whether they do is looked at all the while (see [io.rapport.media.quality.FaultRules]). Who
/// only listens is no party: heard by nobody but those who are named, and no fault by being silent.
public final class Room {
    /// Twice a second.
    private static final int LOOKS = MediaLoop.LOOKS / 2;

    /// A look that comes later was held up, and so was all that it would have seen.
    private static final int LATE_MILLIS = 900;

    private final MediaLoop loop;
    private final Mailbox mailbox;
    private final MediaLoop.Beating mixing = this::mix;
    private final MediaLoop.Beating looking = this::lookSometimes;
    private final List<Member> members = new ArrayList<>();
    /// Most rooms are of two, and each packet comes by here: then these are they, and whether each hears the other.
    private boolean ofTwo;
    private @Nullable Line first;
    private @Nullable Line last;
    private boolean firstHears;
    private boolean lastHears;
    private final int[] all = new int[Sound.FRAME];
    private final int[] sum = new int[Sound.FRAME];
    private final short[] frame = new short[Sound.FRAME];

    /// A line with what it said and was not mixed yet.
    ///
    /// @param heardBy the only ones who hear it; empty: all do, for it is a party
    private record Member(Line line, MixBuffer said, short[] now, Optional<Set<Line>> heardBy) {
        Member(Line line, Optional<Set<Line>> heardBy) {
            this(line, new MixBuffer(), new short[Sound.FRAME], heardBy);
        }

        boolean isParty() {
            return heardBy.isEmpty();
        }

        Member heardBy(Optional<Set<Line>> others) {
            return new Member(line, said, now, others);
        }
    }

    private int looks = ThreadLocalRandom.current().nextInt(LOOKS);
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

    /// Lets a line in as a party; it leaves the room in which it was. Who only listened here is a party from now on.
    public void join(Line line) {
        loop.execute(() -> enter(line, Optional.empty()));
    }

    /// Lets a line in that hears all and is heard by these alone, whoever comes, goes or comes back meanwhile. One that
    /// was a party here is none any more.
    ///
    /// @param heardBy who hears it, in place of those who did before; empty: nobody
    public void listen(Line line, Set<Line> heardBy) {
        loop.execute(() -> enter(line, Optional.of(Set.copyOf(heardBy))));
    }

    /// It hears nothing from here any more, and nobody hears it.
    public void leave(Line line) {
        loop.execute(() -> left(line));
    }

    private void enter(Line line, Optional<Set<Line>> heardBy) {
        Optional<Member> known = member(line);
        if (known.isEmpty() && line.room() != null) {
            line.room().left(line);
        }
        if (heardBy.isEmpty()
                ? known.filter(Member::isParty).isEmpty()
                : known.filter(Member::isParty).isPresent()) {
            beginAnew();
        }
        if (known.isPresent()) {
            members.set(members.indexOf(known.get()), known.get().heardBy(heardBy));
        } else {
            members.add(new Member(line, heardBy));
            line.enter(this);
        }
        changed();
    }

    void left(Line line) {
        member(line).ifPresent(member -> {
            if (member.isParty()) {
                beginAnew();
            }
            members.remove(member);
            line.enter(null);
            changed();
        });
    }

    private Optional<Member> member(Line line) {
        return members.stream().filter(member -> member.line() == line).findFirst();
    }

    private List<Line> parties() {
        return members.stream().filter(Member::isParty).map(Member::line).toList();
    }

    private void changed() {
        ofTwo = members.size() == 2;
        if (ofTwo) {
            first = members.getFirst().line();
            last = members.getLast().line();
            firstHears = hears(first, members.getLast());
            lastHears = hears(last, members.getFirst());
        }
        if (members.size() > 2) {
            loop.join(mixing);
        } else {
            loop.leave(mixing);
        }
        if (parties().size() > 1) {
            loop.joinLooks(looking);
        } else {
            loop.leaveLooks(looking);
        }
        alike();
    }

    /// Two that can speak alike do: nothing of what they say is written anew then.
    void alike() {
        if (members.size() == 2) {
            Line one = members.getFirst().line();
            Line other = members.getLast().line();
            one.suit(other);
            other.suit(one);
        }
    }

    // --------------------------------------------------------------------------------------------------------- faults

    /// What was found of those who were here is over with their being together.
    private void beginAnew() {
        List.copyOf(open).forEach(finding -> tell(new FaultWatch.Finding(finding.party(), finding.fault(), false)));
        faults = new FaultWatch(FaultRules.USUAL);
        lookedNanos = System.nanoTime();
    }

    private void lookSometimes(long number, long nanos) {
        if (++looks % LOOKS == 0) {
            loop.whenIdle(() -> look(System.nanoTime()));
        }
    }

    private void look(long nanos) {
        long passed = (nanos - lookedNanos) / 1_000_000;
        lookedNanos = nanos;
        List<Signs> signs = parties().stream().map(line -> line.signs(true)).toList();
        faults.look(passed > LATE_MILLIS ? 0 : (int) passed, signs).forEach(this::tell);
    }

    private void tell(FaultWatch.Finding finding) {
        FaultWatch.Finding same = new FaultWatch.Finding(finding.party(), finding.fault(), true);
        if (finding.begun() ? !open.add(same) : !open.remove(same)) {
            return;
        }
        Optional<Line> at = finding.party() == FaultWatch.ALL
                ? Optional.empty()
                : Optional.of(parties().get(finding.party()));
        watcher.ifPresent(by -> mailbox.post(() -> {
            if (finding.begun()) {
                by.found(at, finding.fault());
            } else {
                by.over(at, finding.fault());
            }
        }));
    }

    // ---------------------------------------------------------------------------------------------------------- sound

    void heard(Line from, Spoken spoken, long nanos) {
        if (ofTwo) {
            if (from == first ? lastHears : firstHears) {
                requireNonNull(from == first ? last : first).relay(from, spoken, nanos);
            }
            return;
        }
        for (Member member : members) {
            if (member.line() == from) {
                member.said().take(spoken);
            }
        }
    }

    /// Keys are for whom they are meant: of two parties the other; in a conference nobody.
    void pressed(Line from, byte[] packet, int length, long time, long nanos) {
        if (members.size() == 2) {
            meant(from).ifPresent(other -> other.relayKeys(from, packet, length, time, nanos));
        }
    }

    /// One of them is over. Where it can't be passed on as it came, since others listen, it is pressed anew.
    void pressed(Line from, char key) {
        if (members.size() > 2) {
            meant(from).ifPresent(other -> other.press(String.valueOf(key)));
        }
    }

    private Optional<Line> meant(Line from) {
        List<Line> parties = parties();
        return parties.size() == 2 && parties.contains(from)
                ? Optional.of(parties.getFirst() == from ? parties.getLast() : parties.getFirst())
                : Optional.empty();
    }

    private static boolean hears(Line listener, Member speaker) {
        return speaker.isParty() || speaker.heardBy().orElseThrow().contains(listener);
    }

    private void mix(long beat, long nanos) {
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
            if (speaker == listener || !hears(listener.line(), speaker)) {
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
