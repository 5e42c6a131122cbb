package io.rapport.server.recording;

import io.rapport.server.access.Accounts;
import io.rapport.server.timer.Job;
import io.rapport.server.vault.Vault;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class RecordingConfiguration {
    private static final Duration LOOK = Duration.ofMinutes(10);

    @Bean
    RecordingStore recordingStore(JdbcTemplate jdbc) {
        return new RecordingStore(jdbc);
    }

    @Bean
    PartWriter partWriter(RecordingStore store, Vault vault, TransactionTemplate transaction) {
        return new PartWriter(store, vault, transaction);
    }

    @Bean
    Recordings recordings(RecordingStore store, PartWriter writer, Vault vault, TransactionTemplate transaction) {
        Recordings recordings = new Recordings(store, writer, vault, transaction);
        recordings.endLeft();
        return recordings;
    }

    @Bean
    Listeners recordingListeners(Recordings recordings, Workforce workforce, Accounts accounts, Clock clock) {
        return new Listeners(recordings, workforce, accounts, clock);
    }

    @Bean
    Job forgetRecordings(Recordings recordings, Clock clock) {
        return new Job("recording-forget", LOOK, () -> recordings.forget(clock.instant()));
    }
}
