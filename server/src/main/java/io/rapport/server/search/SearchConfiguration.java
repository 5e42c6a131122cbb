package io.rapport.server.search;

import io.rapport.server.timer.Job;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

    @Bean
    SearchIndex searchIndex(JdbcTemplate jdbc) {
        return new SearchIndex(jdbc);
    }

    @Bean
    Search search(SearchIndex index, JdbcTemplate jdbc) {
        return new Search(index, new SearchStore(jdbc));
    }

    @Bean
    Job searchMerge(SearchIndex index) {
        return new Job("search-merge", Duration.ofSeconds(2), index::mergeSometimes);
    }
}
