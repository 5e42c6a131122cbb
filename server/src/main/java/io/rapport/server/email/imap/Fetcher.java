package io.rapport.server.email.imap;

import io.rapport.server.channel.ChannelState;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.InboxUnavailableException;
import io.rapport.server.channel.MailServer;
import io.rapport.server.email.intake.Envelope;
import io.rapport.server.email.intake.MailIntake;
import io.rapport.server.email.intake.Origin;
import io.rapport.server.email.oauth.AccessTokens;
import io.rapport.server.email.oauth.ConnectAgainException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads one door's mailbox, for as long as the door is open: from the cursor to the end, then waits for news
/// (IDLE, RFC 2177) and looks again by itself every [#LOOK]. A message and the cursor behind it are committed
/// together. One that can't be read after [#TRIES] rounds becomes a matter that says so, and the next ones go on.
final class Fetcher implements Runnable {
    static final Duration LOOK = Duration.ofMinutes(4);
    static final Duration POLL = Duration.ofSeconds(15);
    static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    static final int TRIES = 3;
    private static final int BATCH = 200;
    private static final Logger log = LoggerFactory.getLogger(Fetcher.class);

    private final Door door;
    private final MailServer server;
    private final AccessTokens tokens;
    private final Doors doors;
    private final ChannelState state;
    private final MailIntake intake;
    private final int maxMessage;
    private final Clock clock;
    private final Map<Long, Integer> failures = new HashMap<>();
    private volatile boolean stopped;
    private volatile Optional<Mailbox> open = Optional.empty();

    Fetcher(
            Door door,
            AccessTokens tokens,
            Doors doors,
            ChannelState state,
            MailIntake intake,
            int maxMessage,
            Clock clock) {
        this.door = door;
        this.server = door.imap().orElseThrow();
        this.tokens = tokens;
        this.doors = doors;
        this.state = state;
        this.intake = intake;
        this.maxMessage = maxMessage;
        this.clock = clock;
    }

    Door door() {
        return door;
    }

    /// Ends the work; what is under way is finished or rolled back.
    void stop() {
        stopped = true;
        open.ifPresent(Fetcher::closeQuietly);
    }

    @Override
    public void run() {
        Duration pause = FIRST_PAUSE;
        while (!stopped) {
            try (Mailbox mailbox = signIn()) {
                open = Optional.of(mailbox);
                tell(true, "connected to " + server.host());
                pause = FIRST_PAUSE;
                while (!stopped && mailbox.inbox().isOpen()) {
                    // News told while we looked are not told again while we wait.
                    int before = mailbox.inbox().getMessageCount();
                    if (!round(mailbox.inbox()) && mailbox.inbox().getMessageCount() == before) {
                        await(mailbox.inbox());
                    }
                }
            } catch (MessagingException | IOException | IllegalStateException away) {
                if (!stopped) {
                    log.warn("mailbox unavailable door={} cause={}", door.id(), away.toString());
                    tell(false, sentence(away));
                }
            } catch (RuntimeException ours) {
                // The inbox or the database is away: whatever it is, only a stopped door ends the fetching.
                log.warn("mailbox waits for us door={} cause={}", door.id(), ours.toString());
                tell(false, "What the mailbox at " + server.host() + " holds could not be kept; it is tried again.");
            } finally {
                open = Optional.empty();
            }
            pause(pause);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        }
    }

    /// A token that the server does not accept is replaced once; if it then accepts none, the consent is another's.
    private Mailbox signIn() throws MessagingException, IOException {
        return switch (server.signIn()) {
            case NONE -> Mailbox.open(server, "");
            case PASSWORD ->
                Mailbox.open(
                        server, server.password().orElseThrow(() -> new IOException("no password is stored for it")));
            case OAUTH2 -> {
                String token = tokens.of(door);
                try {
                    yield Mailbox.open(server, token);
                } catch (AuthenticationFailedException refused) {
                    tokens.refused(door.id(), token);
                    yield Mailbox.open(server, tokens.of(door));
                }
            }
        };
    }

    private String sentence(Exception away) {
        if (away instanceof ConnectAgainException) {
            return reason(away);
        }
        String place = "The mailbox at " + server.host();
        if (away instanceof AuthenticationFailedException && server.signIn() == MailServer.SignIn.OAUTH2) {
            return place + " does not let us in as " + server.user() + ": connect this door again, signed in as "
                    + server.user() + " or as somebody who may read it. (" + reason(away) + ")";
        }
        return place + " can't be read: " + reason(away);
    }

    private void tell(boolean well, String text) {
        try {
            doors.health(door.id(), well, text);
        } catch (RuntimeException away) {
            log.warn("health of a door not kept door={} cause={}", door.id(), away.toString());
        }
    }

    private static String reason(Exception away) {
        String message = String.valueOf(away.getMessage());
        return message.length() > 200 ? message.substring(0, 200) : message;
    }

    /// Takes what lies behind the cursor.
    ///
    /// @return whether there may be more
    private boolean round(IMAPFolder inbox) throws MessagingException {
        Cursor cursor = state.read(door.id(), Cursor.KEY)
                .map(Cursor::parse)
                .orElse(Cursor.START)
                .in(inbox.getUIDValidity());
        Message[] messages = inbox.getMessagesByUID(cursor.uid() + 1, UIDFolder.LASTUID);
        askSizes(inbox, messages);
        int taken = 0;
        for (Message message : messages) {
            // The server gives the last message for an empty range too (RFC 9051 section 9, seq-range).
            long uid = inbox.getUID(message);
            if (uid <= cursor.uid()) {
                continue;
            }
            if (stopped || taken == BATCH) {
                return true;
            }
            if (!take(message, uid, cursor)) {
                return false;
            }
            cursor = cursor.at(uid);
            taken++;
        }
        return false;
    }

    /// Sizes alone: asked for one message, the library wants its envelope too, and fails where a sender's header makes
    /// an
    /// envelope that it can't read.
    private static void askSizes(IMAPFolder inbox, Message[] messages) throws MessagingException {
        FetchProfile sizes = new FetchProfile();
        sizes.add(FetchProfile.Item.SIZE);
        inbox.fetch(java.util.Arrays.copyOf(messages, Math.min(messages.length, BATCH + 1)), sizes);
    }

    /// @return whether the cursor may move on
    private boolean take(Message message, long uid, Cursor cursor) throws MessagingException {
        Envelope envelope = new Envelope(door, clock.instant(), Optional.empty(), List.of());
        ChannelState.Change change =
                new ChannelState.Change(door.id(), Cursor.KEY, cursor.at(uid).toString());
        Origin ours = new Origin(Optional.empty(), "", true);
        try {
            intake.take(bytes(message), envelope, ours, change);
        } catch (MessagingException | IOException | RuntimeException bad) {
            if (bad instanceof InboxUnavailableException unavailable) {
                throw unavailable;
            }
            int tries = failures.merge(uid, 1, Integer::sum);
            log.warn("message not fetched door={} uid={} tries={} cause={}", door.id(), uid, tries, bad.toString());
            if (tries < TRIES) {
                throw new MessagingException("message " + uid + " could not be fetched: " + reason(bad));
            }
            byte[] notice = ("X-Fetch-Failed: " + uid + " of " + door.address()
                            + "\r\n\r\nA message in the mailbox could" + " not be fetched: " + reason(bad)
                            + ". Look at it there.\r\n")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            intake.takeUnreadable(notice, envelope, "could not be fetched from the mailbox", change);
        }
        failures.remove(uid);
        return true;
    }

    private byte[] bytes(Message message) throws MessagingException, IOException {
        int size = message.getSize();
        if (size > maxMessage) {
            throw new IOException("it has " + (size >> 20) + " MB, more than is taken");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(1024, size));
        message.writeTo(out);
        return out.toByteArray();
    }

    /// Until the server has news, or it is time to look without being told.
    private void await(IMAPFolder inbox) throws MessagingException {
        Thread alarm = Thread.ofVirtual().start(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
                // Any command ends IDLE.
                inbox.getMessageCount();
            } catch (InterruptedException notNeeded) {
                Thread.currentThread().interrupt();
            } catch (MessagingException gone) {
                log.debug("mailbox gone while waiting door={}", door.id());
            }
        });
        try {
            inbox.idle(true);
        } catch (MessagingException noIdle) {
            if (!inbox.isOpen()) {
                throw noIdle;
            }
            pause(POLL);
            inbox.getMessageCount();
        } finally {
            alarm.interrupt();
        }
    }

    private void pause(Duration pause) {
        long until = System.nanoTime() + pause.toNanos();
        try {
            while (!stopped && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(Math.min(200, pause.toMillis()));
            }
        } catch (InterruptedException ended) {
            stopped = true;
        }
    }

    private static void closeQuietly(Mailbox mailbox) {
        try {
            mailbox.close();
        } catch (MessagingException | IllegalStateException alreadyGone) {
            log.debug("mailbox was closed already cause={}", alreadyGone.toString());
        }
    }
}
