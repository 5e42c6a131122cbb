package io.rapport.server.search;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

    @Bean
    Search search(JdbcTemplate jdbc) {
        return new Search(new SearchIndex(jdbc), new SearchStore(jdbc));
    }
}
