package io.rapport.server.customer;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.journal.EventFamily;
import io.rapport.server.journal.Journal;
import io.rapport.server.workforce.Workforce;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CustomerConfiguration {

    @Bean
    EventFamily customerEvents() {
        return new EventFamily(CustomerEvent.class);
    }

    @Bean
    Merges merges(BundlingTemplate jdbc, Journal journal) {
        return new Merges(new MergeStore(jdbc), journal);
    }

    @Bean
    Customers customers(BundlingTemplate jdbc, HomeTeams homeTeams, Merges merges, Journal journal) {
        return new Customers(new CustomerStore(jdbc), homeTeams, merges, journal);
    }

    @Bean
    @ConditionalOnMissingBean
    HomeTeamPolicy homeTeamPolicy() {
        return new NearestTeam();
    }

    @Bean
    HomeTeams homeTeams(BundlingTemplate jdbc, Workforce workforce, HomeTeamPolicy policy) {
        return new HomeTeams(workforce, policy, new CustomerStore(jdbc)::customersByTeam);
    }

    @Bean
    Roster roster(BundlingTemplate jdbc, HomeTeams homeTeams, Journal journal) {
        return new Roster(new RosterStore(jdbc, new CustomerStore(jdbc)), homeTeams, journal);
    }
}
