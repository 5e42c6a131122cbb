package io.rapport.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rapport.server.settings.DataFolder;
import io.rapport.server.settings.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class BackUpTest {
    private final Path folder = TestDatabase.temporaryFolder("rapport-back-up-test-");
    private final DataFolder data = DataFolder.open(folder.resolve("data"));
    private final Path copy = folder.resolve("copy");
    private EmbeddedPostgres running;

    @BeforeEach
    void start() throws IOException {
        data.secret("master-key", 32);
        Files.createDirectories(data.path().resolve("vault"));
        Files.writeString(data.path().resolve("vault/segment-1"), "sealed");
        running = start(data);
    }

    @AfterEach
    void stop() {
        running.close();
        Folders.delete(folder);
    }

    @Test
    void what_was_acknowledged_before_is_in_a_copy_made_while_writing() throws Exception {
        client(running)
                .sql("create table debit (n bigint primary key, text text)")
                .update();
        client(running).sql("create table credit (n bigint primary key)").update();
        var acknowledged = new AtomicLong();
        var finished = new AtomicBoolean();
        Thread writer = Thread.startVirtualThread(() -> write(acknowledged, finished));
        Await.until(Duration.ofSeconds(10), () -> acknowledged.get() > 100);

        long before = acknowledged.get();
        new BackUp(data).into(copy);
        long after = acknowledged.get();
        finished.set(true);
        writer.join();
        assertThat(after).as("written while copying").isGreaterThan(before);

        DataFolder restored = DataFolder.open(folder.resolve("restored"));
        bringKey(restored);
        new Restore(restored, ServerUser.choose("nobody")).from(copy);
        EmbeddedPostgres again = start(restored);
        try {
            JdbcClient client = client(again);
            long debits = count(client, "debit");
            assertThat(debits).isBetween(before, acknowledged.get()).isEqualTo(count(client, "credit"));
            assertThat(client.sql("select max(n) from debit").query(Long.class).single())
                    .isEqualTo(debits);
            assertThat(restored.path().resolve("vault/segment-1")).hasContent("sealed");
        } finally {
            again.close();
        }
    }

    @Test
    void no_secret_is_in_the_copy() throws IOException {
        new BackUp(data).into(copy);
        try (var files = Files.walk(copy)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .doesNotContain("secrets", "master-key", "database-owner", "database-application");
        }
    }

    @Test
    void without_the_right_master_key_nothing_is_restored() {
        new BackUp(data).into(copy);
        DataFolder restored = DataFolder.open(folder.resolve("restored"));
        Restore restore = new Restore(restored, ServerUser.choose("nobody"));
        assertThatThrownBy(() -> restore.from(copy)).hasMessageContaining("master key is missing");
        restored.secret("master-key", 32);
        assertThatThrownBy(() -> restore.from(copy)).hasMessageContaining("not the master key of this back-up");
        assertThat(restored.path().resolve("database")).doesNotExist();
    }

    @Test
    void a_copy_that_lost_a_file_is_refused() throws IOException {
        new BackUp(data).into(copy);
        Files.delete(copy.resolve("vault/segment-1"));
        DataFolder restored = DataFolder.open(folder.resolve("restored"));
        assertThatThrownBy(() -> new Restore(restored, ServerUser.choose("nobody")).from(copy))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("not whole");
    }

    @Test
    void an_unfinished_copy_is_no_back_up() throws IOException {
        Files.createDirectories(copy.resolve("cluster"));
        DataFolder restored = DataFolder.open(folder.resolve("restored"));
        assertThatThrownBy(() -> new Restore(restored, ServerUser.choose("nobody")).from(copy))
                .hasMessageContaining("no complete back-up");
    }

    private void write(AtomicLong acknowledged, AtomicBoolean finished) {
        Login owner = running.owner();
        var single = new SingleConnectionDataSource(owner.url(), owner.user(), owner.password(), true);
        try (single) {
            JdbcClient client = JdbcClient.create(single);
            while (!finished.get()) {
                long n = acknowledged.get() + 1;
                client.sql("""
                                with debited as (insert into debit values (?, repeat('x', 500)) returning n)
                                insert into credit select n from debited
                                """).param(n).update();
                acknowledged.set(n);
            }
        }
    }

    private void bringKey(DataFolder restored) throws IOException {
        Files.copy(data.secrets().resolve("master-key"), restored.secrets().resolve("master-key"));
    }

    private static long count(JdbcClient client, String table) {
        return client.sql("select count(*) from " + table).query(Long.class).single();
    }

    private static EmbeddedPostgres start(DataFolder data) {
        return EmbeddedPostgres.start(
                data,
                ServerUser.choose("nobody"),
                Durability.ON_DISK,
                TestDatabase.disk(data.path()),
                TestDatabase.programs());
    }

    private static JdbcClient client(EmbeddedPostgres postgres) {
        Login owner = postgres.owner();
        return JdbcClient.create(new DriverManagerDataSource(owner.url(), owner.user(), owner.password()));
    }
}
