package io.rapport.server.demo;

import io.rapport.server.access.Accounts;
import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.channel.Inbox;
import io.rapport.server.feedback.Surveys;
import io.rapport.server.journal.Journal;
import io.rapport.server.knowledge.Articles;
import io.rapport.server.knowledge.Templates;
import io.rapport.server.promise.Promises;
import io.rapport.server.settings.RapportSettings;
import io.rapport.server.voice.Trunks;
import io.rapport.server.web.WebSettings;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "rapport.demo", havingValue = "true")
class DemoConfiguration {

    @Bean
    DemoCompany demoCompany(
            Accounts accounts,
            Workforce workforce,
            ConfiguredDoors doors,
            Trunks trunks,
            JdbcTemplate jdbc,
            Journal journal,
            TransactionTemplate transaction,
            Inbox inbox,
            Promises promises,
            Templates templates,
            Articles articles,
            Surveys surveys,
            Clock clock,
            WebSettings web,
            RapportSettings settings,
            @Value("${rapport.email.smtp.port:2525}") int smtpPort,
            @Value("${rapport.voice.port:5060}") int sipPort) {
        return new DemoCompany(
                accounts,
                workforce,
                doors,
                trunks,
                new DemoStore(jdbc, journal),
                new Morning(inbox, promises, transaction),
                new Knows(templates, articles),
                surveys,
                new Opinions(jdbc, journal),
                new OldMistake(jdbc),
                transaction,
                clock,
                smtpPort,
                sipPort,
                web.publicUrl() + DemoSiteRoutes.PATH,
                settings.demoCustomers(),
                System.out);
    }
}
