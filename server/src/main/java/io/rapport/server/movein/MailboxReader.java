package io.rapport.server.movein;

import io.rapport.server.channel.Doors;
import io.rapport.server.channel.MailServer;
import io.rapport.server.email.OldMail;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/// An old mailbox over IMAP. What came from one of our addresses, or lies in a folder of sent mail, went out; what
/// answers something stands in its conversation.
final class MailboxReader {
    private static final Pattern SENT =
            Pattern.compile("(?i)(?:^|[./ ])(?:sent|gesendet|enviad|envoy|inviat|verzonden)");
    private static final Pattern LEFT_OUT = Pattern.compile(
            "(?i)(?:^|[./ ])(?:trash|junk|spam|drafts?|deleted|papierkorb|entw|borrador|brouillon|correo no)");

    private final OldMail mail;
    private final Doors doors;

    MailboxReader(OldMail mail, Doors doors) {
        this.mail = mail;
        this.doors = doors;
    }

    /// @param goingOn asked before each message
    void read(MoveIns.Mailbox mailbox, String password, Thing.Sink sink, BooleanSupplier goingOn) throws IOException {
        MailServer server = new MailServer(
                mailbox.host(),
                mailbox.port(),
                MailServer.Security.valueOf(mailbox.security()),
                MailServer.SignIn.PASSWORD,
                mailbox.user(),
                Optional.of(password));
        Set<String> ours = new HashSet<>();
        doors.all().forEach(door -> ContactPoint.email(door.address()).ifPresent(own -> ours.add(own.value())));
        ContactPoint.email(mailbox.user()).ifPresent(own -> ours.add(own.value()));
        Set<String> conversations = new HashSet<>();
        Map<String, String> seen = new HashMap<>();
        mail.read(server, password, mailbox.folders(), new OldMail.Taker() {
            @Override
            public boolean take(String folder, int number, Optional<Instant> received, byte[] raw) {
                boolean wanted = !mailbox.folders().isEmpty()
                        || !LEFT_OUT.matcher(folder).find();
                if (wanted) {
                    new One(folder, number, received, ours, conversations, seen, sink).take(raw);
                }
                return goingOn.getAsBoolean();
            }

            @Override
            public void tooLarge(String folder, int number) {
                sink.refuse("message " + number + " of a folder", "It is larger than any mail may be.");
            }
        });
    }

    private final class One {
        private final String folder;
        private final String what;
        private final Optional<Instant> received;
        private final Set<String> ours;
        private final Set<String> conversations;
        /// What each mail holds that was seen, by its Message-ID.
        private final Map<String, String> seen;
        private final Thing.Sink sink;

        One(
                String folder,
                int number,
                Optional<Instant> received,
                Set<String> ours,
                Set<String> conversations,
                Map<String, String> seen,
                Thing.Sink sink) {
            this.folder = folder;
            this.what = "message " + number + " of " + folder;
            this.received = received;
            this.ours = ours;
            this.conversations = conversations;
            this.seen = seen;
            this.sink = sink;
        }

        void take(byte[] raw) {
            OldMail.Told told = mail.told(raw);
            Optional<Instant> at = told.date().or(() -> received);
            String from = told.from().map(OldMail.Party::address).orElse("");
            boolean outbound = SENT.matcher(folder).find() || ours.contains(from.toLowerCase(Locale.ROOT));
            Optional<OldMail.Party> theirs = outbound
                    ? told.to().stream()
                            .filter(one -> !ours.contains(one.address().toLowerCase(Locale.ROOT)))
                            .findFirst()
                    : told.from();
            Optional<ContactPoint> address = theirs.map(OldMail.Party::address).flatMap(ContactPoint::email);
            if (at.isEmpty() || address.isEmpty()) {
                sink.refuse(what, "It says no date, or names nobody but ourselves.");
                return;
            }
            String digest = Keys.digest(new String(raw, StandardCharsets.ISO_8859_1));
            String id = told.messageId().orElse(digest);
            if (!digest.equals(seen.getOrDefault(id, digest))) {
                // Another mail bears this name already: some programs give theirs to many.
                id = id + " " + digest;
            }
            if (seen.putIfAbsent(id, digest) != null) {
                sink.refuse(what, "The same mail lies in the mailbox twice.");
                return;
            }
            String thread = thread(told.references(), id, address.get());
            if (conversations.add(thread)) {
                sink.add(new Thing.Conversation(
                        thread,
                        told.subject(),
                        "",
                        address.get().value(),
                        theirs.map(OldMail.Party::name).orElse(""),
                        false));
            }
            sink.add(
                    new Thing.Message(
                            id,
                            thread,
                            at.get(),
                            outbound ? Thing.Way.OUTBOUND : Thing.Way.INBOUND,
                            Channel.MAIL,
                            "",
                            from,
                            told.from().map(OldMail.Party::name).orElse(""),
                            told.subject(),
                            "",
                            "",
                            id,
                            List.of()),
                    raw);
        }

        private String thread(List<String> references, String id, ContactPoint address) {
            String whose = " " + address.value();
            return references.stream()
                    .flatMap(reference -> sink.threadOf(reference).stream())
                    .filter(thread -> thread.endsWith(Keys.digest(whose)))
                    .findFirst()
                    .orElseGet(() ->
                            Keys.digest(references.isEmpty() ? id : references.getFirst()) + " " + Keys.digest(whose));
        }
    }
}
