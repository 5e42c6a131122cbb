package io.rapport.server.email.bounce;

import io.rapport.server.channel.Nature;
import io.rapport.server.email.mime.Mail;
import io.rapport.server.email.mime.MailParser;
import java.util.Optional;

/// Decides the nature of a mail: a report, a machine's answer, or a person's words.
public final class MachineMail {

    private final BounceReader bounces;

    public MachineMail(MailParser parser) {
        this.bounces = new BounceReader(parser);
    }

    /// @param returnPath the envelope sender; the empty string is the null sender; empty where not known
    public Nature nature(Mail mail, Optional<String> returnPath) {
        if (!mail.readable()) {
            return new Nature.Unreadable("it has no mail header");
        }
        Optional<Nature.Bounce> bounce = bounces.read(mail, returnPath);
        if (bounce.isPresent()) {
            return bounce.get();
        }
        return AutomaticMail.why(mail, returnPath)
                .<Nature>map(Nature.Automatic::new)
                .orElseGet(Nature.Written::new);
    }
}
