package io.rapport.server.database;

import com.zaxxer.hikari.HikariDataSource;
import io.rapport.server.settings.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A migrated database of its own for each test class, on one real PostgreSQL for the whole run.
///
/// The cluster lives in the system's temporary folder, where the system user that PostgreSQL runs as can reach it, and
/// ends with this process. Ask for [#fresh()] once a class; it is a copy of a migrated template and takes a fraction
/// of a second.
public final class TestDatabase implements AutoCloseable {
    private static final String TEMPLATE = "rapport_template";
    private static final int CONNECTIONS = 8;
    private static final AtomicInteger count = new AtomicInteger();

    private final String name;
    private final Login owner;
    private final Login application;
    private final HikariDataSource dataSource;

    private TestDatabase(String name, Login owner, Login application) {
        this.name = name;
        this.owner = owner;
        this.application = application;
        this.dataSource = DatabaseConfiguration.pool(application, CONNECTIONS, Duration.ofSeconds(10));
    }

    /// Empty but for the schema.
    public static TestDatabase fresh() {
        EmbeddedPostgres cluster = Cluster.RUNNING;
        String name = "test_" + count.incrementAndGet();
        execute(cluster, "create database %s template %s".formatted(name, TEMPLATE));
        return new TestDatabase(name, cluster.login(name, Roles.OWNER), cluster.login(name, Roles.APPLICATION));
    }

    /// As the application's role, like the product's pool.
    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcTemplate jdbcTemplate() {
        return new JdbcTemplate(dataSource);
    }

    public JdbcClient jdbcClient() {
        return JdbcClient.create(dataSource);
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    public String url() {
        return application.url();
    }

    public String user() {
        return application.user();
    }

    public String password() {
        return application.password();
    }

    /// What boots the whole application against this database, as `--key=value`.
    public String[] arguments() {
        return new String[] {
            "--rapport.database.url=" + application.url(),
            "--rapport.database.user=" + application.user(),
            "--rapport.database.password=" + application.password(),
            "--rapport.database.owner-user=" + owner.user(),
            "--rapport.database.owner-password=" + owner.password()
        };
    }

    /// As the owner, for what the application may not do.
    public JdbcClient asOwner() {
        return JdbcClient.create(new org.springframework.jdbc.datasource.DriverManagerDataSource(
                owner.url(), owner.user(), owner.password()));
    }

    /// Throws everybody out and lets nobody in, until [#giveBack()].
    public void takeAway() {
        execute(Cluster.RUNNING, "alter database " + name + " allow_connections false");
        execute(
                Cluster.RUNNING,
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
    }

    public void giveBack() {
        execute(Cluster.RUNNING, "alter database " + name + " allow_connections true");
    }

    @Override
    public void close() {
        dataSource.close();
    }

    /// An empty folder that the system user of PostgreSQL can reach; deleted by whoever asked for it.
    static Path temporaryFolder(String prefix) {
        try {
            Path folder = Files.createTempDirectory(prefix);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Disk disk(Path folder) {
        return new Disk(folder, org.springframework.util.unit.DataSize.ofMegabytes(1));
    }

    /// Where PostgreSQL's programs are kept from run to run. Refused if somebody else made it.
    static Path programs() {
        Path folder = Path.of(
                System.getProperty("java.io.tmpdir"), "rapport-test-programs-" + System.getProperty("user.name"));
        try {
            if (!Files.exists(folder)) {
                Files.createDirectory(folder);
            }
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(EmbeddedPostgres cluster, String sql) {
        try (Connection connection = cluster.login("postgres", Roles.OWNER).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Failed: " + sql, e);
        }
    }

    /// Started by the first test that needs it.
    private static final class Cluster {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            Path folder = temporaryFolder("rapport-test-");
            EmbeddedPostgres cluster = EmbeddedPostgres.start(
                    DataFolder.open(folder),
                    ServerUser.choose("nobody"),
                    Durability.NONE_FOR_TESTS,
                    disk(folder),
                    programs());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                cluster.close();
                Folders.delete(folder);
            }));
            execute(cluster, "create database " + TEMPLATE);
            Migrations.run(new ExternalPostgres(
                    cluster.login(TEMPLATE, Roles.OWNER), cluster.login(TEMPLATE, Roles.APPLICATION)));
            return cluster;
        }
    }
}
