package io.rapport.server.email;

import io.rapport.server.channel.ChannelState;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.MailRoute;
import io.rapport.server.email.auth.RelayVerdict;
import io.rapport.server.email.imap.Mailboxes;
import io.rapport.server.email.intake.MailIntake;
import io.rapport.server.email.intake.MailTranslator;
import io.rapport.server.email.oauth.AccessTokens;
import io.rapport.server.email.oauth.Consents;
import io.rapport.server.email.oauth.Grants;
import io.rapport.server.email.oauth.TokenEndpoint;
import io.rapport.server.email.send.MailCarrier;
import io.rapport.server.email.smtp.Certificate;
import io.rapport.server.email.spam.Rspamd;
import io.rapport.server.email.spam.SpamFilter;
import io.rapport.server.timer.Job;
import io.rapport.server.vault.Sealer;
import io.rapport.server.web.WebSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Constructs the mail adapter.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EmailSettings.class)
class EmailConfiguration {

    @Bean
    MailTranslator mailTranslator(EmailSettings settings) {
        return new MailTranslator(settings.bounds());
    }

    @Bean
    OldMail oldMail(EmailSettings settings, MailTranslator translator) {
        return new OldMail(
                translator, Math.toIntExact(settings.smtp().maxMessage().toBytes()));
    }

    @Bean
    SpamFilter spamFilter(EmailSettings settings, Doors doors, Clock clock) {
        EmailSettings.Rspamd rspamd = settings.rspamd();
        return new SpamFilter(rspamd.url().map(url -> new Rspamd(url, rspamd.answer())), doors, clock);
    }

    @Bean
    MailIntake mailIntake(EmailSettings settings, MailTranslator translator, Inbox inbox, SpamFilter filter) {
        RelayVerdict relay = new RelayVerdict(settings.smtp().trustedAuthservId());
        return new MailIntake(translator, inbox, relay, Optional.of(filter));
    }

    @Bean
    TokenEndpoint tokenEndpoint() {
        return new TokenEndpoint();
    }

    @Bean
    Grants grants(ChannelState state, Sealer sealer) {
        return new Grants(state, sealer);
    }

    @Bean
    AccessTokens accessTokens(Doors doors, Grants grants, TokenEndpoint endpoint, Clock clock) {
        return new AccessTokens(doors, grants, endpoint, clock);
    }

    @Bean
    Consents consents(
            Doors doors,
            AccessTokens tokens,
            TokenEndpoint endpoint,
            WebSettings web,
            Mailboxes mailboxes,
            Clock clock) {
        return new Consents(doors, tokens, endpoint, web.publicUrl() + Consents.CALLBACK, mailboxes::again, clock);
    }

    @Bean
    MailCarrier mailCarrier(
            EmailSettings settings, Doors doors, ObjectProvider<MailRoute> routes, AccessTokens tokens) {
        return new MailCarrier(
                doors,
                settings.relay().server(),
                routes.stream().toList(),
                tokens,
                settings.relay().timeouts(),
                settings.hostName());
    }

    @Bean
    Mailboxes mailboxes(
            EmailSettings settings,
            Doors doors,
            AccessTokens tokens,
            ChannelState state,
            MailIntake intake,
            Clock clock) {
        int largest = Math.toIntExact(settings.smtp().maxMessage().toBytes());
        return new Mailboxes(doors, tokens, state, intake, largest, clock);
    }

    /// Relays need not hold a place for a mail that does not come.
    @Bean
    Job sweepRelays(MailCarrier carrier) {
        return new Job("email-sweep-relays", Duration.ofSeconds(30), carrier::sweep);
    }

    @Bean
    MailTraffic mailTraffic(
            EmailSettings settings,
            Doors doors,
            MailIntake intake,
            MailCarrier carrier,
            Mailboxes mailboxes,
            Environment environment,
            Clock clock) {
        return new MailTraffic(settings, doors, intake, carrier, mailboxes, certificate(settings, environment), clock);
    }

    /// The listener's own, or that of the web pages: one name, one certificate is what most machines have.
    private static Optional<Certificate> certificate(EmailSettings settings, Environment environment) {
        EmailSettings.Smtp smtp = settings.smtp();
        boolean own = smtp.certificate().isPresent();
        Optional<String> chain =
                own ? smtp.certificate() : Optional.ofNullable(environment.getProperty("server.ssl.certificate"));
        Optional<String> key = own
                ? smtp.certificatePrivateKey()
                : Optional.ofNullable(environment.getProperty("server.ssl.certificate-private-key"));
        return smtp.enabled() && chain.isPresent()
                ? Optional.of(new Certificate(chain.get(), key.orElse(chain.get())))
                : Optional.empty();
    }
}
