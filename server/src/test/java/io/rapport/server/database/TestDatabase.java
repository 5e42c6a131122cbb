package io.rapport.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A real PostgreSQL for tests: one server a run (without fsync, only here), a fresh migrated database for each caller.
public final class TestDatabase {
    private static final String PASSWORD = "test";
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;

    private final String url;
    private final DataSource dataSource;

    private TestDatabase(String url) {
        this.url = url;
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(Roles.APPLICATION);
        source.setPassword(PASSWORD);
        this.dataSource = source;
    }

    /// A database of its own with all tables, empty.
    public static synchronized TestDatabase fresh() {
        EmbeddedPostgres running = running();
        String name = "test" + NEXT.incrementAndGet();
        try (Connection connection = running.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template migrated");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return new TestDatabase(running.url(name));
    }

    private static EmbeddedPostgres running() {
        EmbeddedPostgres known = server;
        if (known != null) {
            return known;
        }
        try {
            Path folder = Files.createTempDirectory("rapport-test");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path binaries = PostgresBinaries.in(folder.resolve("programs"));
            Optional<String> runAs = EmbeddedPostgres.isRoot() ? Optional.of("nobody") : Optional.empty();
            EmbeddedPostgres started = EmbeddedPostgres.start(
                    binaries,
                    folder.resolve("pg"),
                    new EmbeddedPostgres.Options(
                            PASSWORD, runAs, List.of("fsync=off", "full_page_writes=off", "max_connections=200")));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                started.close();
                delete(folder);
            }));
            Roles.prepare(started, PASSWORD);
            try (Connection connection = started.connect("postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("create database migrated");
            }
            try (Connection connection = started.connect("migrated");
                    Statement statement = connection.createStatement()) {
                Roles.grant(statement);
            }
            Database.migrate(new Database.Access(started.url("migrated"), EmbeddedPostgres.OWNER, PASSWORD));
            server = started;
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            paths.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException leftBehind) {
            System.err.println("left behind: " + folder);
        }
    }

    public String url() {
        return url;
    }

    public String user() {
        return Roles.APPLICATION;
    }

    public String password() {
        return PASSWORD;
    }

    public String ownerUser() {
        return EmbeddedPostgres.OWNER;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcTemplate jdbc() {
        return new JdbcTemplate(dataSource);
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }
}
