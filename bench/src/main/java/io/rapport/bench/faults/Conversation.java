package io.rapport.bench.faults;

import io.rapport.media.line.Line;
import io.rapport.media.line.Lines;
import io.rapport.media.line.PhoneLine;
import io.rapport.media.line.Room;
import io.rapport.media.line.RoomWatcher;
import io.rapport.media.line.Sound;
import io.rapport.media.line.Unacceptable;
import io.rapport.media.quality.Fault;
import io.rapport.media.rtp.Srtp;
import io.rapport.media.rtp.SrtpSuite;
import io.rapport.media.sdp.Crypto;
import io.rapport.media.sdp.Sdp;
import io.rapport.media.sdp.SdpReader;
import io.rapport.media.sdp.SdpReading;
import io.rapport.outside.phone.RoughLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One call by real packets, as its plan says, and what was found in it.
final class Conversation implements RoomWatcher, AutoCloseable {
    private static final int SECOND = 50;
    private static final Sound MUSIC = Sound.tone(400, 500, 0.2).then(Sound.tone(500, 500, 0.2));

    private final Plan plan;
    private final Random random;
    private final Room room;
    private final List<Party> parties = new ArrayList<>();
    private final Set<Integer> silenced = new LinkedHashSet<>();
    private final Set<Found> found = ConcurrentHashMap.newKeySet();
    private int frame;
    private int turn;
    private int turnUntil;
    private boolean pausing;
    private int agent = Plan.AGENT;

    private record Party(Speaker speaker, RoughLine.Way way, PhoneLine line, Plan.EndPlan plan) {}

    /// @param side whose; -1: nobody's in particular
    record Found(Fault fault, int side) {}

    Conversation(Plan plan, Lines lines, RoughLine net) throws IOException {
        this.plan = plan;
        random = new Random(plan.seed());
        room = lines.room();
        room.watch(this);
        for (Plan.EndPlan end : plan.ends()) {
            if (parties.size() < 2 || plan.happens() == Plan.Happening.TRANSFER) {
                parties.add(party(end, lines, net));
            }
        }
        room.join(parties.get(Plan.CUSTOMER).line());
        room.join(parties.get(Plan.AGENT).line());
    }

    private Party party(Plan.EndPlan end, Lines lines, RoughLine net) throws IOException {
        Speaker speaker = new Speaker(new Random(random.nextLong()), end.law(), end.habit(), end.reports());
        RoughLine.Way way = net.way(random.nextLong(), end.weather());
        PhoneLine line = lines.phone(InetAddress::isLoopbackAddress);
        byte[] key = new byte[SrtpSuite.KEY_BYTES];
        byte[] wrong = new byte[SrtpSuite.KEY_BYTES];
        random.nextBytes(key);
        random.nextBytes(wrong);
        Party party = new Party(speaker, way, line, end);
        Sdp answer = answer(party, describe(party, key, "sendrecv"));
        InetSocketAddress us = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), answer.media().getFirst().port());
        way.between(speaker.address(), us);
        speaker.sendTo(way.near(), us);
        if (end.keys()) {
            byte[] theirs = answer.media().getFirst().cryptos().getFirst().key();
            SrtpSuite suite = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
            speaker.protect(new Srtp(suite, key), new Srtp(suite, theirs), new Srtp(suite, wrong));
        }
        return party;
    }

    private static Sdp answer(Party party, Sdp offer) {
        try {
            return party.line().answer(offer);
        } catch (Unacceptable ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static Sdp describe(Party party, byte[] key, String direction) {
        boolean keys = party.plan().keys();
        String crypto =
                new Crypto(1, "AES_CM_128_HMAC_SHA1_80", key, 0).attribute().value();
        int type = party.speaker().payloadType();
        String text = """
                v=0
                o=- 1 1 IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=audio %d RTP/%s %d 101
                a=rtpmap:101 telephone-event/8000
                a=rtcp-mux
                a=%s
                %s""".formatted(
                        party.way().far().getPort(),
                        keys ? "SAVP" : "AVP",
                        type,
                        direction,
                        keys ? "a=crypto:" + crypto + "\n" : "");
        if (!(SdpReader.read(text.replace("\n", "\r\n")) instanceof SdpReading.Whole(var sdp))) {
            throw new IllegalStateException("not read: " + text);
        }
        return sdp;
    }

    Plan plan() {
        return plan;
    }

    boolean isOver() {
        return frame >= plan.frames();
    }

    // ------------------------------------------------------------------------------------------------------ each frame

    /// The next 20 milliseconds.
    void next() throws IOException {
        takeTurns();
        happens();
        plan.injected().filter(fault -> fault.frame() == frame).ifPresent(this::inject);
        for (Party party : parties) {
            party.speaker().speak();
        }
        frame++;
    }

    void hear() throws IOException {
        for (Party party : parties) {
            party.speaker().hear();
        }
    }

    /// One speaks, then the other; at first briefly, as one says hello.
    private void takeTurns() {
        if (frame < turnUntil) {
            return;
        }
        pausing = !pausing && random.nextInt(3) > 0;
        if (pausing) {
            turnUntil = frame + 15 + random.nextInt(60);
        } else {
            turn = 1 - turn;
            turnUntil = frame + (frame < 12 * SECOND ? 40 + random.nextInt(50) : 60 + random.nextInt(240));
        }
        speak(pausing ? -1 : turn);
    }

    private void speak(int who) {
        if (!silenced.contains(Plan.CUSTOMER)) {
            does(Plan.CUSTOMER, who == 0);
        }
        for (int side = Plan.AGENT; side < parties.size(); side++) {
            if (!silenced.contains(side)) {
                does(side, who == 1 && side == agent);
            }
        }
    }

    private void does(int side, boolean speaks) {
        parties.get(side).speaker().does(speaks ? Voice.Doing.SPEAKS : Voice.Doing.LISTENS);
    }

    /// Until it is their turn.
    private void listenAgain() {
        silenced.forEach(side -> does(side, false));
        silenced.clear();
    }

    private void silence(int side, Voice.Doing how) {
        silenced.add(side);
        parties.get(side).speaker().does(how);
    }

    // ---------------------------------------------------------------------------------------------- what is as it
    // should

    private void happens() throws IOException {
        int since = frame - plan.eventAt();
        if (since < 0) {
            return;
        }
        Party customer = parties.get(Plan.CUSTOMER);
        switch (plan.happens()) {
            case TALK -> {}
            case HOLD -> {
                if (since == 0) {
                    room.leave(customer.line());
                    customer.line().play(MUSIC, true);
                } else if (since == 20 * SECOND) {
                    customer.line().stopPlaying();
                    room.join(customer.line());
                }
            }
            case FAR_HOLD -> {
                if (since == 0 || since == 20 * SECOND) {
                    if (customer.plan().keys()) {
                        return;
                    }
                    answer(customer, describe(customer, new byte[30], since == 0 ? "inactive" : "sendrecv"));
                    customer.speaker().holds(since == 0);
                }
            }
            case TRANSFER -> {
                if (since == 0) {
                    room.join(parties.get(Plan.COLLEAGUE).line());
                } else if (since == 8 * SECOND) {
                    room.leave(parties.get(Plan.AGENT).line());
                    agent = Plan.COLLEAGUE;
                }
            }
            case MUTE -> mute(since);
            case LISTENING -> {
                if (since == 0) {
                    silence(Plan.CUSTOMER, Voice.Doing.LISTENS);
                } else if (since == 30 * SECOND) {
                    listenAgain();
                }
            }
            case THINKING -> {
                if (since == 0) {
                    silence(Plan.CUSTOMER, Voice.Doing.LISTENS);
                    silence(Plan.AGENT, Voice.Doing.LISTENS);
                } else if (since == 18 * SECOND) {
                    listenAgain();
                }
            }
            case NEW_SOURCE -> {
                if (since == 0) {
                    customer.speaker().beginAnew();
                }
            }
            case KEYS -> {
                if (since % 40 == 0 && since < 400) {
                    customer.speaker().press(since / 40);
                }
            }
        }
    }

    /// The browser says that it is muted, and sends exact silence.
    private void mute(int since) {
        Party ours = parties.get(Plan.AGENT);
        if (since == 0) {
            ours.line().muted(true);
            silence(Plan.AGENT, Voice.Doing.NOTHING);
        } else if (since == 25 * SECOND) {
            ours.line().muted(false);
            listenAgain();
        }
    }

    // -------------------------------------------------------------------------------------------------- what goes
    // wrong

    private void inject(Plan.Injected injected) {
        Party at = parties.get(injected.side());
        Party other = parties.get(1 - injected.side());
        switch (injected.fault()) {
            case DEAD_AIR -> dead(at, other, injected.variant());
            case NOTHING_COMES -> at.way().inward(comes(at, injected.variant()));
            case ONLY_SILENCE -> silence(injected.side(), Voice.Doing.NOTHING);
            case NOTHING_ARRIVES -> at.way().outward(RoughLine.Passes.NOTHING);
            case TWO_SOURCES -> at.speaker().wrong(Optional.of(Speaker.Wrong.SECOND_SOURCE));
            case STRANGER -> at.speaker().wrong(Optional.of(Speaker.Wrong.ELSEWHERE));
            case UNPROVEN -> at.speaker().wrong(Optional.of(Speaker.Wrong.OTHER_KEY));
            case LOOP -> at.speaker().wrong(Optional.of(Speaker.Wrong.LOOPS));
            case ASTRAY -> throw new IllegalStateException("nobody outside can do that");
        }
    }

    /// Where one leaves silence out, only reports can tell.
    private static RoughLine.Passes comes(Party at, int variant) {
        return variant > 1 && at.plan().habit() == Speaker.Habit.SENDS
                ? RoughLine.Passes.NOTHING
                : RoughLine.Passes.REPORTS;
    }

    private void dead(Party at, Party other, int variant) {
        switch (variant) {
            case 0 -> {
                for (Party party : List.of(at, other)) {
                    party.way().inward(RoughLine.Passes.NOTHING);
                    party.way().outward(RoughLine.Passes.NOTHING);
                }
            }
            case 1 -> {
                at.way().inward(RoughLine.Passes.NOTHING);
                other.way().inward(RoughLine.Passes.NOTHING);
            }
            case 2 -> {
                silence(Plan.CUSTOMER, Voice.Doing.NOTHING);
                silence(Plan.AGENT, Voice.Doing.NOTHING);
            }
            default -> {
                at.way().inward(RoughLine.Passes.NOTHING);
                silence(parties.indexOf(other), Voice.Doing.NOTHING);
            }
        }
    }

    // ----------------------------------------------------------------------------------------------------- what is
    // found

    @Override
    public void found(Optional<Line> at, Fault fault) {
        int side = -1;
        for (int i = 0; i < parties.size(); i++) {
            if (at.isPresent() && parties.get(i).line() == at.get()) {
                side = i;
            }
        }
        found.add(new Found(fault, side));
    }

    @Override
    public void over(Optional<Line> at, Fault fault) {}

    Set<Found> found() {
        return Set.copyOf(found);
    }

    /// Whether exactly what was put in was found, at whom it was put in.
    boolean isRight() {
        return found.equals(plan.injected()
                .map(put -> Set.of(new Found(put.fault(), put.fault() == Fault.DEAD_AIR ? -1 : put.side())))
                .orElseGet(Set::of));
    }

    @Override
    public void close() throws IOException {
        for (Party party : parties) {
            party.line().close();
            party.speaker().close();
        }
    }
}
