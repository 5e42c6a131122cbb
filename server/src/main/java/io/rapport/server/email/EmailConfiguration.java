package io.rapport.server.email;

import io.rapport.server.channel.ChannelState;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.MailRoute;
import io.rapport.server.email.auth.RelayVerdict;
import io.rapport.server.email.imap.Mailboxes;
import io.rapport.server.email.intake.MailIntake;
import io.rapport.server.email.intake.MailTranslator;
import io.rapport.server.email.send.MailCarrier;
import java.io.IOException;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Constructs the mail adapter.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EmailSettings.class)
class EmailConfiguration {

    @Bean
    MailTranslator mailTranslator(EmailSettings settings) {
        return new MailTranslator(settings.bounds());
    }

    @Bean
    MailIntake mailIntake(EmailSettings settings, MailTranslator translator, Inbox inbox) {
        return new MailIntake(
                translator, inbox, new RelayVerdict(settings.smtp().trustedAuthservId()));
    }

    @Bean
    MailCarrier mailCarrier(EmailSettings settings, Doors doors, ObjectProvider<MailRoute> routes) {
        return new MailCarrier(
                doors,
                settings.relay().server(),
                routes.stream().toList(),
                (door, _) -> {
                    throw new IOException("door " + door + " has no consent yet");
                },
                settings.relay().timeouts(),
                settings.hostName());
    }

    @Bean
    Mailboxes mailboxes(EmailSettings settings, Doors doors, ChannelState state, MailIntake intake, Clock clock) {
        int largest = Math.toIntExact(settings.smtp().maxMessage().toBytes());
        return new Mailboxes(doors, state, intake, largest, clock);
    }

    @Bean
    MailTraffic mailTraffic(
            EmailSettings settings,
            Doors doors,
            MailIntake intake,
            MailCarrier carrier,
            Mailboxes mailboxes,
            Clock clock) {
        return new MailTraffic(settings, doors, intake, carrier, mailboxes, clock);
    }
}
