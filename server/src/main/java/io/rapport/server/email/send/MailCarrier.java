package io.rapport.server.email.send;

import io.rapport.server.channel.Carrier;
import io.rapport.server.channel.Delivery;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.MailRoute;
import io.rapport.server.channel.MailServer;
import io.rapport.server.channel.Parcel;
import io.rapport.server.email.mime.CleanText;
import io.rapport.server.email.oauth.AccessTokens;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes mail to the door's relay, or to the installation's. Thread-safe.
///
/// `4xx`, no connection and a refused sign-in are Deferred (an administrator can mend the last two); `5xx` for this
/// message or this recipient is Refused. `detail` holds the far side's words. When the connection breaks after the
/// last byte was sent, the far side may have it: that is Unsure. A reply is then sent again, and the fixed Message-ID
/// lets the receiver see one mail where two were taken.
public final class MailCarrier implements Carrier, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MailCarrier.class);

    private record Key(DoorId door, MailServer server, boolean international) {}

    private final Doors doors;
    private final Optional<MailServer> fallback;
    private final List<MailRoute> routes;
    private final AccessTokens tokens;
    private final Timeouts timeouts;
    private final String heloName;
    private final Map<Key, Relay> relays = new ConcurrentHashMap<>();

    /// @param fallback the installation's own relay, for doors without one
    /// @param heloName what we call ourselves
    /// @param routes recipients whose mail goes elsewhere than by a relay
    public MailCarrier(
            Doors doors,
            Optional<MailServer> fallback,
            List<MailRoute> routes,
            AccessTokens tokens,
            Timeouts timeouts,
            String heloName) {
        this.doors = doors;
        this.fallback = fallback;
        this.routes = List.copyOf(routes);
        this.tokens = tokens;
        this.timeouts = timeouts;
        this.heloName = heloName;
    }

    @Override
    public Channel channel() {
        return Channel.MAIL;
    }

    @Override
    public Delivery carry(Parcel parcel) {
        Delivery delivery = attempt(parcel);
        log.info(
                "event=mail-carried outbound={} door={} delivery={}",
                parcel.outbound(),
                parcel.door(),
                delivery.getClass().getSimpleName());
        return delivery;
    }

    private Delivery attempt(Parcel parcel) {
        Optional<Door> door = doors.find(parcel.door());
        Optional<MailServer> server = routes.stream()
                .filter(route -> route.recipient().equals(parcel.to()))
                .map(MailRoute::server)
                .findFirst()
                .or(() -> door.flatMap(Door::relay))
                .or(() -> fallback);
        if (door.isEmpty() || server.isEmpty()) {
            return new Delivery.Deferred("no relay: set one at the door or rapport.email.relay.host");
        }
        Relay relay = relays.computeIfAbsent(
                new Key(parcel.door(), server.get(), international(parcel)),
                key -> new Relay(key.server, tokens, timeouts, heloName, key.international));
        try {
            MimeMessage message = Composer.compose(relay.session(), parcel);
            return send(relay, door.get(), message, parcel);
        } catch (IllegalArgumentException cannotBeAMessage) {
            return new Delivery.Refused(says(cannotBeAMessage.getMessage()));
        } catch (AuthenticationFailedException refused) {
            return new Delivery.Deferred(
                    "sign-in refused by " + server.get().host() + ": " + says(refused.getMessage()));
        } catch (MessagingException | IOException failed) {
            return new Delivery.Deferred(says(failed.getMessage()));
        } catch (RuntimeException ourMistake) {
            log.error("event=mail-carry-failed outbound={}", parcel.outbound(), ourMistake);
            return new Delivery.Deferred("failed here: " + ourMistake.getClass().getSimpleName());
        }
    }

    private static boolean international(Parcel parcel) {
        return parcel.to().value().chars().anyMatch(c -> c > 0x7e)
                || parcel.fromAddress().chars().anyMatch(c -> c > 0x7e);
    }

    private static Delivery send(Relay relay, Door door, MimeMessage message, Parcel parcel)
            throws MessagingException, IOException {
        SMTPTransport transport = relay.borrow(door);
        boolean usable = false;
        Enveloped enveloped = new Enveloped(message, Composer.envelopeSender(parcel));
        try {
            InternetAddress recipient = new InternetAddress();
            recipient.setAddress(parcel.to().value());
            Address[] to = {recipient};
            transport.sendMessage(enveloped, to);
            usable = true;
            return new Delivery.Accepted(says(transport.getLastServerResponse()));
        } catch (SendFailedException refused) {
            usable = true;
            return judge(refused, enveloped.hasLeft());
        } catch (MessagingException broken) {
            // Without an answer to the last byte nobody can say on which side of it the message is.
            if (enveloped.hasLeft()) {
                return new Delivery.Unsure(says(broken.getMessage()));
            }
            throw broken;
        } finally {
            if (usable) {
                relay.giveBack(transport);
            } else {
                Relay.closeQuietly(transport);
            }
        }
    }

    private static Delivery judge(SendFailedException refused, boolean left) {
        int code = -1;
        String words = String.valueOf(refused.getMessage());
        Exception each = refused;
        // The outermost says that something failed, the innermost what the far side said to which command.
        for (int depth = 0; each != null && depth < 10; depth++) {
            int one = switch (each) {
                case SMTPAddressFailedException address -> address.getReturnCode();
                case SMTPSenderFailedException sender -> sender.getReturnCode();
                case SMTPSendFailedException send -> send.getReturnCode();
                default -> -1;
            };
            if (one > 0) {
                code = one;
                words = String.valueOf(each.getMessage());
            }
            each = each instanceof MessagingException messaging ? messaging.getNextException() : null;
        }
        if (left && code < 0) {
            // Hung up on instead of an answer to the last byte.
            return new Delivery.Unsure(says(words));
        }
        boolean permanent = code >= 500 && code < 600;
        return permanent ? new Delivery.Refused(says(words)) : new Delivery.Deferred(says(words));
    }

    private static String says(@org.jspecify.annotations.Nullable String words) {
        return CleanText.line(words == null ? "no answer" : words, 500);
    }

    /// Closes connections that have not been used for a while; called now and then.
    public void sweep() {
        relays.values().forEach(Relay::sweep);
    }

    @Override
    public void close() {
        relays.values().forEach(Relay::close);
    }

    /// The composed message with its own envelope sender, without being composed again.
    private static final class Enveloped extends SMTPMessage {
        private boolean left;

        Enveloped(MimeMessage message, String sender) throws MessagingException {
            super(message);
            setEnvelopeFrom(sender);
            saved = true;
        }

        /// Whether its last byte was written.
        boolean hasLeft() {
            return left;
        }

        @Override
        public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
            super.writeTo(out, ignored);
            left = true;
        }

        @Override
        protected void updateHeaders() {
            // Composed and final.
        }
    }
}
