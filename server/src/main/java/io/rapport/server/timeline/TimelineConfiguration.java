package io.rapport.server.timeline;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class TimelineConfiguration {

    @Bean
    Timeline timeline(JdbcTemplate jdbc) {
        return new Timeline(new TimelineStore(jdbc));
    }
}
