package io.rapport.server.pointer;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.journal.EventFamily;
import io.rapport.server.journal.Journal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PointerConfiguration {

    @Bean
    EventFamily pointerEvents() {
        return new EventFamily(PointerEvent.class);
    }

    @Bean
    Pointers pointers(BundlingTemplate jdbc, Journal journal) {
        return new Pointers(new PointerStore(jdbc), journal);
    }
}
