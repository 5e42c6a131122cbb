package io.rapport.server.email;

import io.rapport.server.channel.Doors;
import io.rapport.server.email.imap.Mailboxes;
import io.rapport.server.email.intake.MailIntake;
import io.rapport.server.email.send.MailCarrier;
import io.rapport.server.email.smtp.Certificate;
import io.rapport.server.email.smtp.SmtpListener;
import io.rapport.server.vocabulary.Networks;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.SmartLifecycle;

/// Starts taking mail in when everything behind the inbox stands, and stops before any of it goes.
final class MailTraffic implements SmartLifecycle {

    private final EmailSettings settings;
    private final Doors doors;
    private final MailIntake intake;
    private final MailCarrier carrier;
    private final Mailboxes mailboxes;
    private final Optional<Certificate> certificate;
    private final Clock clock;
    private Optional<SmtpListener> listener = Optional.empty();

    MailTraffic(
            EmailSettings settings,
            Doors doors,
            MailIntake intake,
            MailCarrier carrier,
            Mailboxes mailboxes,
            Optional<Certificate> certificate,
            Clock clock) {
        this.settings = settings;
        this.doors = doors;
        this.intake = intake;
        this.carrier = carrier;
        this.mailboxes = mailboxes;
        this.certificate = certificate;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        EmailSettings.Smtp smtp = settings.smtp();
        if (smtp.enabled() && listener.isEmpty()) {
            listener = Optional.of(new SmtpListener(
                    new InetSocketAddress(smtp.address(), smtp.port()),
                    settings.hostName(),
                    smtp.limits(),
                    doors,
                    intake,
                    certificate,
                    new Networks(smtp.trustedRelays()),
                    smtp.spoolFolder(),
                    clock));
        }
        mailboxes.refresh();
        doors.onChange(mailboxes::refresh);
    }

    @Override
    public synchronized void stop() {
        mailboxes.close();
        listener.ifPresent(SmtpListener::close);
        listener = Optional.empty();
        carrier.close();
    }

    @Override
    public synchronized boolean isRunning() {
        return listener.isPresent();
    }

    /// The port mail is taken in at, for tests and the administrator's page; empty when it is not.
    synchronized Optional<Integer> smtpPort() {
        return listener.map(SmtpListener::port);
    }
}
