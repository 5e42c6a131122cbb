package io.rapport.server.webhook;

import io.rapport.server.journal.Feed;
import io.rapport.server.timer.Job;
import io.rapport.server.vault.Sealer;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {

    @Bean
    Webhooks webhooks(JdbcClient jdbc, Sealer sealer, Clock clock) {
        return new Webhooks(new WebhookStore(jdbc), new DeliveryStore(jdbc), sealer, clock);
    }

    @Bean
    WebhookReactor webhookReactor(Feed feed, JdbcClient jdbc, Clock clock) {
        return new WebhookReactor(feed, new DeliveryStore(jdbc), clock);
    }

    @Bean
    Courier courier(Webhooks hooks, JdbcClient jdbc, WebhookSettings settings, Clock clock) {
        PinnedPost post = new PinnedPost(InetAddress::getAllByName, settings.patience());
        return new Courier(hooks, new WebhookStore(jdbc), new DeliveryStore(jdbc), post, settings.allow(), clock);
    }

    @Bean
    CheckedPost checkedPost(WebhookSettings settings) {
        return new CheckedPost(new PinnedPost(InetAddress::getAllByName, settings.patience()), settings.allow());
    }

    @Bean
    Job sweepWebhooks(Webhooks hooks) {
        return new Job("webhook-sweep", Duration.ofMinutes(10), hooks::sweep);
    }
}
