package io.rapport.server.email.intake;

import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.ChannelState;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.MailProvider;
import io.rapport.server.channel.Sender;
import io.rapport.server.channel.Taken;
import io.rapport.server.email.auth.RelayVerdict;
import io.rapport.server.email.mime.Mail;
import io.rapport.server.email.spam.Question;
import io.rapport.server.email.spam.SpamFilter;
import io.rapport.server.vocabulary.ContactPoint;
import java.util.List;
import java.util.Optional;

/// The way of every mail, however it came: parse, prove, judge, translate, take. Thread-safe.
public final class MailIntake {

    private final MailTranslator translator;
    private final Inbox inbox;
    private final RelayVerdict relay;
    private final Optional<SpamFilter> filter;

    /// Without a spam filter.
    public MailIntake(MailTranslator translator, Inbox inbox, RelayVerdict relay) {
        this(translator, inbox, relay, Optional.empty());
    }

    public MailIntake(MailTranslator translator, Inbox inbox, RelayVerdict relay, Optional<SpamFilter> filter) {
        this.translator = translator;
        this.inbox = inbox;
        this.relay = relay;
        this.filter = filter;
    }

    /// Takes one message in at each door it was sent to. When this returns all of it is committed.
    ///
    /// @throws io.rapport.server.channel.InboxUnavailableException when not all could be kept; those that were are
    ///     known again when the far side tries anew
    public void take(byte[] raw, List<Envelope> envelopes, Origin origin) {
        Mail mail = translator.parse(raw);
        Optional<String> junk = junk(raw, mail, envelopes, origin);
        for (Envelope envelope : envelopes) {
            inbox.take(arrival(raw, mail, envelope, origin, junk));
        }
    }

    /// Takes one fetched message in, together with how far its mailbox has been read.
    public Taken take(byte[] raw, Envelope envelope, Origin origin, ChannelState.Change change) {
        Mail mail = translator.parse(raw);
        Optional<String> junk = junk(raw, mail, List.of(envelope), origin);
        return inbox.take(arrival(raw, mail, envelope, origin, junk), change);
    }

    /// Takes a message in that could not be had or read, so that a person looks; with how far its mailbox was read.
    public Taken takeUnreadable(byte[] notice, Envelope envelope, String why, ChannelState.Change change) {
        return inbox.take(translator.unreadable(notice, envelope, why), change);
    }

    /// What a server of ours marked need not be asked about again. One question for all doors it came to.
    private Optional<String> junk(byte[] raw, Mail mail, List<Envelope> envelopes, Origin origin) {
        Optional<String> marked = origin.trusted() ? RelayVerdict.junk(mail.headers()) : Optional.empty();
        if (marked.isPresent() || filter.isEmpty() || envelopes.isEmpty()) {
            return marked;
        }
        List<String> recipients = envelopes.stream()
                .flatMap(envelope -> envelope.recipients().stream())
                .toList();
        Question question =
                new Question(raw, envelopes.getFirst().returnPath(), recipients, origin.peer(), origin.helo());
        return filter.get()
                .junk(question, envelopes.stream().map(each -> each.door().id()).toList());
    }

    private Arrival arrival(byte[] raw, Mail mail, Envelope envelope, Origin origin, Optional<String> junk) {
        if (!origin.trusted()) {
            return translator.translate(raw, mail, envelope, Sender.Proof.UNKNOWN, junk);
        }
        String domain = Senders.from(mail.headers(), mail.fallbackCharset())
                .flatMap(mailbox -> ContactPoint.email(mailbox.address()))
                .map(ContactPoint::domain)
                .orElse("");
        Sender.Proof proof = believed(envelope.door(), origin).of(mail.headers(), domain);
        return translator.translate(raw, mail, envelope, proof, junk);
    }

    /// Whose word counts: that of the relay in front of our listener, or that of the mailbox's provider.
    private RelayVerdict believed(Door door, Origin origin) {
        if (origin.peer().isPresent()) {
            return relay;
        }
        return door.mail()
                .authservId()
                .or(() -> door.imap()
                        .flatMap(server -> MailProvider.ofImapHost(server.host()))
                        .map(MailProvider::authservId))
                .map(RelayVerdict::ofMailbox)
                .orElse(relay);
    }
}
