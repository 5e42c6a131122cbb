package io.rapport.server.pointer;

import io.rapport.server.journal.EventFamily;
import io.rapport.server.journal.Journal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class PointerConfiguration {

    @Bean
    EventFamily pointerEvents() {
        return new EventFamily(PointerEvent.class);
    }

    @Bean
    Pointers pointers(JdbcTemplate jdbc, Journal journal) {
        return new Pointers(new PointerStore(jdbc), journal);
    }
}
