package io.rapport.server.mystery;

import io.rapport.server.channel.Carrier;
import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.channel.MailRoute;
import io.rapport.server.channel.MailServer;
import io.rapport.server.channel.TestKnockTokens;
import io.rapport.server.customer.Customers;
import io.rapport.server.email.EmailSettings;
import io.rapport.server.interaction.Matters;
import io.rapport.server.promise.Promises;
import io.rapport.server.settings.DataFolder;
import io.rapport.server.timer.Job;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.voice.TestCalls;
import io.rapport.server.web.WebSettings;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MysterySettings.class)
class MysteryConfiguration {
    private static final Duration LOOK = Duration.ofSeconds(20);

    @Bean
    TestKnockStore testKnockStore(JdbcTemplate jdbc) {
        return new TestKnockStore(jdbc);
    }

    @Bean
    MysteryCustomer mysteryCustomer(Customers customers, TransactionTemplate transaction) {
        return new MysteryCustomer(customers, transaction);
    }

    /// Who reads the mail also sends it, by the carrier that needs to know this mailbox: so the reader is asked for
    /// when the first mail comes.
    @Bean(destroyMethod = "close")
    MysteryMailbox mysteryMailbox(ObjectProvider<Knocker> knocker) {
        return new MysteryMailbox(
                MysteryCustomer.ADDRESS.value(), raw -> knocker.getObject().read(raw));
    }

    @Bean
    MailRoute mysteryRoute(MysteryMailbox mailbox) {
        MailServer server = new MailServer(
                "127.0.0.1", mailbox.port(), MailServer.Security.NONE, MailServer.SignIn.NONE, "", Optional.empty());
        return new MailRoute(MysteryCustomer.ADDRESS, server);
    }

    @Bean
    Knocker knocker(
            ConfiguredDoors doors,
            Workforce workforce,
            MysteryCustomer mystery,
            TestKnockStore store,
            TestKnockTokens tokens,
            EmailSettings email,
            ObjectProvider<Carrier> carriers,
            FormHand form,
            TestCalls calls,
            Clock clock) {
        Carrier mail = carriers.stream()
                .filter(c -> c.channel() == Channel.MAIL)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody carries mail"));
        return new Knocker(doors, workforce, mystery, store, tokens, new MailHand(email, mail), form, calls, clock);
    }

    @Bean
    FormHand formHand(MysterySettings settings, WebSettings web, Environment environment) {
        return new FormHand(() -> settings.url().orElseGet(() -> ownUrl(web, environment)));
    }

    /// A certificate is made out to the public name, not to the loopback address.
    private static String ownUrl(WebSettings web, Environment environment) {
        boolean tls = environment.containsProperty("server.ssl.certificate")
                || environment.containsProperty("server.ssl.key-store")
                || environment.containsProperty("server.ssl.bundle");
        return tls ? web.publicUrl() : "http://127.0.0.1:" + environment.getProperty("local.server.port");
    }

    @Bean
    QuietDoors quietDoors(TestKnockStore store) {
        return new QuietDoors(store);
    }

    @Bean
    DoorAlarms doorAlarms(
            TestKnockStore knocks,
            QuietDoors quiet,
            JdbcTemplate jdbc,
            MysteryCustomer mystery,
            ConfiguredDoors doors,
            Workforce workforce,
            Customers customers,
            Matters matters,
            Promises promises,
            MysterySettings settings,
            TransactionTemplate transaction) {
        return new DoorAlarms(
                knocks,
                quiet,
                new DoorAlarmStore(jdbc),
                mystery,
                doors,
                workforce,
                customers,
                matters,
                promises,
                settings,
                transaction);
    }

    @Bean
    KnockSocket knockSocket(DataFolder data, Knocker knocker, TestKnockStore store, Clock clock) {
        return new KnockSocket(data, new Visit(knocker, store, clock));
    }

    @Bean
    Job knockOnSchedule(Knocker knocker, Clock clock) {
        return new Job("mystery-knock", Duration.ofMinutes(1), () -> knocker.keepSchedule(clock.instant()));
    }

    @Bean
    Job lookAtDoors(DoorAlarms alarms, Clock clock) {
        return new Job("mystery-look-at-doors", LOOK, () -> alarms.lookAround(clock.instant()));
    }
}
