package io.rapport.server.timer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TimerConfiguration {

    /// How often the table is looked at; also the finest grain of a job.
    static final Duration POLLING = Duration.ofMillis(500);

    @Bean
    SmartLifecycle jobs(DataSource dataSource, ObjectProvider<Job> jobs) {
        List<RecurringTask<Void>> tasks =
                jobs.orderedStream().map(TimerConfiguration::task).toList();
        Scheduler scheduler = Scheduler.create(dataSource)
                .startTasks(tasks)
                .threads(2)
                .pollingInterval(POLLING)
                .heartbeatInterval(Duration.ofSeconds(5))
                .build();
        return new Lifecycle(scheduler);
    }

    private static RecurringTask<Void> task(Job job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.every()))
                .execute((instance, context) -> job.run().run());
    }

    private static final class Lifecycle implements SmartLifecycle {
        private final Scheduler scheduler;
        private volatile boolean running;

        Lifecycle(Scheduler scheduler) {
            this.scheduler = scheduler;
        }

        @Override
        public void start() {
            scheduler.start();
            running = true;
        }

        @Override
        public void stop() {
            scheduler.stop();
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
