package io.rapport.server;

import io.rapport.outside.net.Ports;
import io.rapport.server.access.Accounts;
import io.rapport.server.access.Role;
import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.database.TestDatabase;
import io.rapport.server.journal.JournalReaders;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Calendar;
import io.rapport.server.workforce.TeamDraft;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The whole application on a database of its own, for one test class.
public final class RunningRapport implements AutoCloseable {
    private static final String SMTP_PORT = "--rapport.email.smtp.port=";
    private static final int ATTEMPTS = 3;
    private static final String SIP_PORT = "--rapport.voice.port=";

    private final TestDatabase database = TestDatabase.fresh();
    private final ConfigurableApplicationContext context;
    private final int smtpPort = Ports.free();
    /// Known before the start, because our own address goes into links and to mail providers.
    private final int httpPort;

    private RunningRapport(String... more) {
        try {
            Path data = Files.createTempDirectory("rapport-data");
            List<String> arguments = new ArrayList<>(List.of(database.arguments()));
            arguments.add("--rapport.data=" + data);
            arguments.add("--rapport.email.smtp.spool-folder=" + data.resolve("spool"));
            if (!String.join(" ", more).contains(SMTP_PORT)) {
                arguments.add(SMTP_PORT + smtpPort);
            }
            if (!String.join(" ", more).contains(SIP_PORT)) {
                arguments.add(SIP_PORT + "0");
            }
            arguments.add("--logging.level.root=warn");
            arguments.addAll(List.of(more));
            Started started = run(arguments);
            context = started.context();
            httpPort = started.httpPort();
            callAtAnyHour();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Tests run by night as well, and on Sundays; those that ask for the hours of the house say so themselves.
    private void callAtAnyHour() {
        jdbc().update("update calling_rule set hours = array_fill('00:00-24:00'::text, array[7]), on_holidays = true"
                + " where country = '*'");
    }

    private record Started(ConfigurableApplicationContext context, int httpPort) {}

    private static Started run(List<String> arguments) {
        for (int attempt = 1; ; attempt++) {
            int port = Ports.free();
            List<String> all = new ArrayList<>(arguments);
            all.add("--server.port=" + port);
            try {
                return new Started(SpringApplication.run(Rapport.class, all.toArray(String[]::new)), port);
            } catch (ApplicationContextException taken) {
                // Another has opened the port since it was free.
                if (attempt == ATTEMPTS || !(taken.getCause() instanceof PortInUseException)) {
                    throw taken;
                }
            }
        }
    }

    public static RunningRapport start(String... more) {
        return new RunningRapport(more);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> java.util.Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /// Does something while the database is away.
    public void withoutDatabase(Callable<?> work) throws Exception {
        database.takeAway();
        try {
            work.call();
        } finally {
            database.giveBack();
            until(Duration.ofSeconds(20), () -> answers());
        }
    }

    private boolean answers() {
        try {
            return count("select 1") == 1;
        } catch (DataAccessException notYet) {
            return false;
        }
    }

    public JdbcTemplate jdbc() {
        return database.jdbcTemplate();
    }

    /// As the database's owner, for what breaks it.
    public JdbcClient asOwner() {
        return database.asOwner();
    }

    public int smtpPort() {
        return smtpPort;
    }

    public String url() {
        return "http://127.0.0.1:" + httpPort;
    }

    public long count(String sql, Object... arguments) {
        Long count = jdbc().queryForObject(sql, Long.class, arguments);
        return count == null ? 0 : count;
    }

    /// Waits until timeline and desk have read everything that is committed.
    public void caughtUp() {
        try {
            if (!bean(JournalReaders.class).awaitCaughtUp(Duration.ofSeconds(20))) {
                throw new AssertionError("the journal's readers did not catch up within 20 s");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /// Waits for what happens in its own time, no longer than needed.
    public void until(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + limit);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /// A team that is always open and answers within four hours.
    public TeamId team(String name) {
        return bean(Workforce.class)
                .addTeam(new TeamDraft(
                        name,
                        "Bristol",
                        "",
                        "",
                        false,
                        Duration.ofHours(4),
                        new Calendar(ZoneId.of("Europe/London"), List.of(), java.util.Map.of())));
    }

    public AgentId agent(String firstName, TeamId team, boolean lead) {
        long account = bean(Accounts.class)
                .create(firstName.toLowerCase(java.util.Locale.ROOT), Role.AGENT, "a long enough one");
        return bean(Workforce.class).addAgent(account, firstName, "", Optional.empty(), team, lead);
    }

    /// A team that works on another day than today.
    public TeamId closedTeam(String name) {
        DayOfWeek other = LocalDate.now(ZoneOffset.UTC).getDayOfWeek().plus(3);
        return bean(Workforce.class)
                .addTeam(new TeamDraft(
                        name,
                        "York",
                        "",
                        "",
                        false,
                        Duration.ofHours(4),
                        new Calendar(
                                ZoneId.of("Europe/London"),
                                List.of(new Calendar.Slot(other, 9 * 60, 17 * 60)),
                                java.util.Map.of())));
    }

    /// The number of a team.
    public void number(String name, String number, TeamId team) {
        bean(ConfiguredDoors.class)
                .add(new ConfiguredDoors.Draft(
                        Channel.PHONE, name, number, Optional.of(team), true, Optional.empty(), Optional.empty()));
    }

    public DoorId door(Channel channel, String address) {
        return bean(ConfiguredDoors.class)
                .add(new ConfiguredDoors.Draft(
                        channel, address, address, Optional.empty(), true, Optional.empty(), Optional.empty()));
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
