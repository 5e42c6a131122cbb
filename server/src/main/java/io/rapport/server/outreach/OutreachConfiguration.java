package io.rapport.server.outreach;

import io.rapport.server.access.Accounts;
import io.rapport.server.calling.CallBacks;
import io.rapport.server.channel.MassPost;
import io.rapport.server.channel.Suppressions;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.EventFamily;
import io.rapport.server.journal.Journal;
import io.rapport.server.promise.Promises;
import io.rapport.server.timer.Job;
import io.rapport.server.vault.Sealer;
import io.rapport.server.web.WebSettings;
import io.rapport.server.webhook.CheckedPost;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutreachSettings.class)
class OutreachConfiguration {

    @Bean
    EventFamily outreachEvents() {
        return new EventFamily(OutreachEvent.class);
    }

    @Bean
    OutreachStores outreachStores(BundlingTemplate jdbc, JsonMapper json) {
        return new OutreachStores(
                new IncidentStore(jdbc, json),
                new TouchedStore(jdbc),
                new CampaignStore(jdbc),
                new AttemptStore(jdbc),
                new CallStore(jdbc));
    }

    @Bean
    NoticeParts noticeParts(
            Customers customers,
            Merges merges,
            Matters matters,
            Promises promises,
            Workforce workforce,
            Journal journal,
            TransactionTemplate transaction,
            Clock clock) {
        return new NoticeParts(customers, merges, matters, promises, workforce, journal, transaction, clock);
    }

    @Bean
    Links noticeLinks(WebSettings web, Sealer sealer) {
        return new Links(
                web.publicUrl(), new NoticeTokens(sealer.derive("notice-page"), sealer.derive("notice-unsubscribe")));
    }

    @Bean
    Campaigns campaigns(
            OutreachStores stores,
            NoticeParts parts,
            MassPost post,
            Suppressions suppressions,
            OutreachSettings settings) {
        return new Campaigns(stores, new LeadNews(parts), post, suppressions, settings, parts);
    }

    @Bean
    Incidents incidents(
            OutreachStores stores,
            Campaigns campaigns,
            Merges merges,
            Journal journal,
            TransactionTemplate transaction,
            Clock clock) {
        return new Incidents(stores, campaigns, merges, journal, transaction, clock);
    }

    @Bean
    MakeGoods makeGoods(
            BundlingTemplate jdbc,
            Customers customers,
            Merges merges,
            Journal journal,
            TransactionTemplate transaction,
            Clock clock) {
        return new MakeGoods(new MakeGoodStore(jdbc), customers, merges, journal, transaction, clock);
    }

    @Bean
    Teller teller(
            OutreachStores stores,
            Campaigns campaigns,
            MassPost post,
            Links noticeLinks,
            Workforce workforce,
            OutreachSettings settings,
            Clock clock) {
        return new Teller(stores, campaigns, post, new Letters(noticeLinks), workforce, settings, clock);
    }

    @Bean
    Notices notices(
            OutreachStores stores,
            MakeGoods makeGoods,
            Suppressions suppressions,
            CallBacks callBacks,
            Links noticeLinks,
            NoticeParts parts) {
        return new Notices(stores, makeGoods, suppressions, callBacks, noticeLinks, parts);
    }

    @Bean
    Signs noticeSigns(OutreachStores stores, Journal journal, Clock clock) {
        return new Signs(stores.touched(), stores.calls(), journal, clock);
    }

    @Bean
    SmsGateway smsGateway(BundlingTemplate jdbc, Sealer sealer) {
        return new SmsGateway(jdbc, sealer);
    }

    @Bean
    SmsCarrier smsCarrier(SmsGateway gateway, CheckedPost post, JsonMapper json) {
        return new SmsCarrier(gateway, post, json);
    }

    @Bean
    CallList noticeCalls(OutreachStores stores, NoticeParts parts, OutreachSettings settings) {
        return new CallList(stores, parts, settings);
    }

    @Bean
    Talks noticeTalks(OutreachStores stores, NoticeParts parts) {
        return new Talks(stores, parts);
    }

    @Bean
    Showing noticeShowing(
            OutreachStores stores,
            Incidents incidents,
            MakeGoods makeGoods,
            Teller teller,
            Workforce workforce,
            Accounts accounts,
            Clock clock) {
        return new Showing(stores, incidents, makeGoods, teller, workforce, accounts, clock);
    }

    @Bean
    Previews noticePreviews(MassPost post, Links noticeLinks, Workforce workforce) {
        return new Previews(post, new Letters(noticeLinks), workforce);
    }

    @Bean
    Job openNoticeCalls(CallList calls) {
        return new Job("outreach-calls", Duration.ofSeconds(5), calls::fill);
    }

    @Bean
    Job secondWays(OutreachStores stores, Campaigns campaigns, Teller teller) {
        return new Job("outreach-second-ways", Duration.ofSeconds(20), () -> {
            if (SecondWays.run(stores, campaigns)) {
                teller.wake();
            }
        });
    }
}
