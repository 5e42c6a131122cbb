package io.rapport.server.voice;

import io.rapport.media.line.Lines;
import io.rapport.media.line.PhoneLine;
import io.rapport.media.line.Unacceptable;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.call.Leg;
import io.rapport.media.sip.call.Receptionist;
import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.InboxUnavailableException;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Sender;
import io.rapport.server.channel.Taken;
import io.rapport.server.interaction.InteractionEvent.CallEnded.How;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.voice.sound.Prompts;
import io.rapport.server.voice.sound.Sounds;
import io.rapport.server.voice.sound.TeamVoice;
import io.rapport.server.voice.spool.Spooled;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// Takes in who calls: kept by the inbox before it rings, so that nothing that happens from then on loses
/// them.
final class Reception implements Receptionist, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Reception.class);

    private final Doors doors;
    private final Trunks trunks;
    private final Inbox inbox;
    private final CallBook book;
    private final Switchboard switchboard;
    private final Workforce workforce;
    private final VoiceSettings settings;
    private final Sounds sounds;
    private final Prompts prompts;
    private final OpenLines lines;
    private final TestGuests guests;
    private final Answering answering;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Reception(
            Doors doors,
            Trunks trunks,
            Inbox inbox,
            CallBook book,
            Switchboard switchboard,
            Workforce workforce,
            VoiceSettings settings,
            Sounds sounds,
            Prompts prompts,
            OpenLines lines,
            TestGuests guests,
            Answering answering,
            Clock clock) {
        this.doors = doors;
        this.trunks = trunks;
        this.inbox = inbox;
        this.book = book;
        this.switchboard = switchboard;
        this.workforce = workforce;
        this.settings = settings;
        this.sounds = sounds;
        this.prompts = prompts;
        this.lines = lines;
        this.guests = guests;
        this.answering = answering;
        this.clock = clock;
    }

    @Override
    public void called(Leg leg, SipMessage.Request invite) {
        threads.execute(() -> {
            try {
                receive(leg, invite);
            } catch (InboxUnavailableException away) {
                log.warn("call refused call-id={} cause={}", leg.callId(), away.getMessage());
                leg.refuse(503);
            } catch (RuntimeException ours) {
                log.error("call lost call-id={}", leg.callId(), ours);
                leg.refuse(500);
            }
        });
    }

    private void receive(Leg leg, SipMessage.Request invite) {
        Optional<Trunk> trunk = trunks.of(leg.flow().remote().getAddress());
        Optional<String> test = guests.token(leg.flow(), invite);
        if (trunk.isEmpty() && test.isEmpty()) {
            leg.refuse(403);
            return;
        }
        List<Door> open = doors.all().stream()
                .filter(door -> door.enabled() && door.channel() == Channel.PHONE)
                .sorted(Comparator.comparing(door -> door.id().value()))
                .toList();
        Optional<Door> door =
                CallerId.dialled(invite, open).or(() -> open.stream().findFirst());
        if (door.isEmpty()) {
            leg.refuse(404);
            return;
        }
        Instant now = clock.instant();
        String key = key(leg, invite);
        CallerId who = CallerId.of(invite, CallerId.country(door.get()), key);
        InetAddress ours = leg.flow().remote().getAddress();
        Predicate<InetAddress> sound =
                trunk.<Predicate<InetAddress>>map(Trunk::networks).orElse(ours::equals);
        try {
            Call.Caller caller = caller(
                    door.get(), key, test.flatMap(token -> book.mystery()).orElse(who.sender()));
            take(leg, invite, caller, key, trunk, test, who.number(), sound, now);
        } catch (InboxUnavailableException | DataAccessException | TransactionException away) {
            if (test.isPresent()) {
                throw away;
            }
            log.warn("call not taken call-id={} cause={}", leg.callId(), away.toString());
            answering.take(
                    leg,
                    new Spooled.Caller(
                            key,
                            now,
                            door.get().id().value(),
                            trunk.map(Trunk::id).orElse(0L),
                            invite.bytes(),
                            Optional.empty(),
                            new byte[0]),
                    door.get(),
                    sound);
        }
    }

    private void take(
            Leg leg,
            SipMessage.Request invite,
            Call.Caller caller,
            String key,
            Optional<Trunk> trunk,
            Optional<String> test,
            String number,
            Predicate<InetAddress> sound,
            Instant now) {
        Taken taken = inbox.take(arrival(caller, key, invite, test, now));
        if (taken.again() || taken.customer().isEmpty() || taken.interaction().isEmpty()) {
            leg.refuse(482);
            return;
        }
        Call call = book.began(taken.customer().get(), taken.interaction().get(), caller, trunk, number, now);
        log.info(
                "call arrived interaction={} call={} trunk={} door={}",
                call.interaction(),
                call.id(),
                trunk.map(Trunk::id).orElse(0L),
                caller.door());
        connect(call, leg, sound);
    }

    /// @param sound addresses that it may go to and come from
    private void connect(Call call, Leg leg, Predicate<InetAddress> sound) {
        Optional<Lines> from = lines.now();
        if (from.isEmpty() || switchboard.count() >= settings.mostCalls()) {
            lose(call, leg, 486, "busy");
            return;
        }
        SipEnd end;
        Cord cord;
        try {
            PhoneLine line = from.get().phone(sound);
            end = new SipEnd(line);
            cord = new Cord(line, end, from.get().room(), sounds, voice(call), settings.longestVoicemail(), clock);
        } catch (IOException noPort) {
            lose(call, leg, 503, noPort.toString());
            return;
        }
        try {
            end.called(leg);
        } catch (Unacceptable otherwise) {
            cord.close();
            lose(call, leg, 488, String.valueOf(otherwise.getMessage()));
            return;
        }
        leg.watch(end);
        cord.ring();
        switchboard.add(call, new CallState.Waiting(call.began(), false), cord);
        if (!workforce.team(call.home()).calendar().isOpen(clock.instant())) {
            switchboard.news(call.id(), new CallNews.Closed());
        }
    }

    private TeamVoice voice(Call call) {
        return prompts.voice(call.home(), book.spoken(call));
    }

    /// It can't be taken now; they are called back.
    private void lose(Call call, Leg leg, int status, String why) {
        log.warn("call refused interaction={} call={} status={} cause={}", call.interaction(), call.id(), status, why);
        leg.refuse(status);
        book.find(call.id())
                .ifPresent(row -> book.ended(row, How.MISSED, Optional.empty(), Hearing.Kept.NOTHING, clock.instant()));
    }

    /// @param key of the call
    static Call.Caller caller(Door door, String key, Sender sender) {
        return new Call.Caller(sender, door.id(), door.name(), "call-" + key + "@phone", Optional.empty());
    }

    static Arrival arrival(
            Call.Caller caller, String key, SipMessage.Request invite, Optional<String> test, Instant now) {
        String subject = test.flatMap(token -> invite.header("Subject")).orElse("Call to " + caller.doorName());
        return new Arrival(
                Channel.PHONE,
                caller.door(),
                key,
                Optional.of(caller.messageId()),
                now,
                invite.bytes(),
                Optional.of(caller.sender()),
                new Nature.Written(),
                Content.words(subject, test.orElse("")),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static String key(Leg leg, SipMessage.Request invite) {
        String same = leg.callId() + "\n" + invite.from().tag().orElse("");
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(same.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
