package io.rapport.server.mystery;

import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.TestKnockTokens;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.voice.TestCalls;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The mystery customer's doing: knocks at doors, and notes what comes back. Thread-safe.
final class Knocker {
    private static final Logger log = LoggerFactory.getLogger(Knocker.class);
    private static final int AT_ONCE = 4;

    private final ConfiguredDoors doors;
    private final Workforce workforce;
    private final MysteryCustomer mystery;
    private final TestKnockStore store;
    private final TestKnockTokens tokens;
    private final MailHand mail;
    private final FormHand form;
    private final TestCalls calls;
    private final Clock clock;
    private final Semaphore hands = new Semaphore(AT_ONCE);

    Knocker(
            ConfiguredDoors doors,
            Workforce workforce,
            MysteryCustomer mystery,
            TestKnockStore store,
            TestKnockTokens tokens,
            MailHand mail,
            FormHand form,
            TestCalls calls,
            Clock clock) {
        this.doors = doors;
        this.workforce = workforce;
        this.mystery = mystery;
        this.store = store;
        this.tokens = tokens;
        this.mail = mail;
        this.form = form;
        this.calls = calls;
        this.clock = clock;
    }

    /// The doors at which the mystery customer can knock now.
    List<Door> doors() {
        return doors.all().stream()
                .filter(Door::enabled)
                .filter(d -> d.channel() == Channel.MAIL
                        || d.channel() == Channel.FORM
                        || (d.channel() == Channel.PHONE && calls.open()))
                .filter(d -> MysteryCustomer.teamOf(d, workforce).isPresent())
                .toList();
    }

    /// Knocks at a door, on a thread of its own.
    ///
    /// @return the number of the test knock
    long knock(Door door) {
        Team team = MysteryCustomer.teamOf(door, workforce)
                .orElseThrow(
                        () -> new IllegalStateException("there is no team yet that door " + door.id() + " serves"));
        Instant now = clock.instant();
        mystery.ensure(workforce.fallbackTeam().orElse(team).id(), now);
        long number = store.insert(door.id(), now);
        Thread.ofVirtual().name("test-knock-" + number).start(() -> {
            hands.acquireUninterruptibly();
            try {
                handIn(door, number);
            } finally {
                hands.release();
            }
        });
        return number;
    }

    private void handIn(Door door, long number) {
        Letter letter = Letter.of(number, tokens.of(door.id(), number));
        try {
            switch (door.channel()) {
                case FORM -> {
                    if (form.knock(door, letter)) {
                        store.receipt(number, clock.instant());
                    }
                }
                case PHONE -> telephone(door, number, letter);
                default -> mail.knock(door, letter, clock.instant());
            }
            log.info("event=test-knock number={} door={}", number, door.id());
        } catch (IOException refused) {
            String why = Optional.ofNullable(refused.getMessage())
                    .orElse(refused.getClass().getSimpleName());
            store.failed(number, why.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " "));
            log.warn("event=test-knock-failed number={} door={} cause={}", number, door.id(), refused.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException away) {
            log.warn("event=test-knock-failed number={} door={} cause={}", number, door.id(), away.toString());
        }
    }

    /// That it rings is the receipt.
    private void telephone(Door door, long number, Letter letter) throws IOException, InterruptedException {
        TeamId team = MysteryCustomer.teamOf(door, workforce)
                .map(Team::id)
                .orElseThrow(() -> new IOException("nobody is there to call"));
        TestCalls.Outcome outcome = calls.call(
                door,
                team,
                letter.subject(),
                tokens.of(door.id(), number),
                () -> store.receipt(number, clock.instant()),
                () -> store.isTalkedWith(number));
        if (outcome == TestCalls.Outcome.ANSWERED) {
            store.answered(number, clock.instant());
        }
        log.info("event=test-call number={} door={} outcome={}", number, door.id(), outcome);
    }

    /// Reads a mail that came to the mystery customer: a machine's is the receipt (RFC 3834 section 5), any other a
    /// person's answer.
    void read(byte[] raw) {
        try {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
            OptionalLong number =
                    Letter.number(Optional.ofNullable(message.getSubject()).orElse(""));
            if (number.isEmpty()) {
                log.info("event=mystery-mail about=nothing");
                return;
            }
            String[] automatic = message.getHeader("Auto-Submitted");
            Instant now = clock.instant();
            if (automatic != null && !automatic[0].strip().equalsIgnoreCase("no")) {
                store.receipt(number.getAsLong(), now);
            } else {
                store.answered(number.getAsLong(), now);
            }
        } catch (MessagingException broken) {
            log.warn("event=mystery-mail-unreadable cause={}", broken.toString());
        }
    }

    /// Knocks where the schedule says so and the door's team works now.
    void keepSchedule(Instant now) {
        Map<DoorId, Integer> hours = store.schedule();
        for (Door door : doors()) {
            Optional<Integer> every = Optional.ofNullable(hours.get(door.id()));
            boolean open = MysteryCustomer.teamOf(door, workforce)
                    .filter(team -> team.calendar().isOpen(now))
                    .isPresent();
            if (every.isPresent() && open && isDue(door.id(), Duration.ofHours(every.get()), now)) {
                knock(door);
            }
        }
    }

    private boolean isDue(DoorId door, Duration every, Instant now) {
        return store.last(door)
                .filter(last -> last.at().plus(every).isAfter(now))
                .isEmpty();
    }
}
