package io.rapport.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.rapport.server.settings.DataFolder;
import io.rapport.server.settings.StartRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

class EmbeddedPostgresTest {
    private final Path folder = TestDatabase.temporaryFolder("rapport-postgres-test-");
    private final List<EmbeddedPostgres> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.reversed().forEach(EmbeddedPostgres::close);
        Folders.delete(folder);
    }

    @Test
    void the_second_start_finds_what_was_written_and_the_same_port() {
        EmbeddedPostgres first = start();
        owner(first).sql("create table kept as select 42 as answer").update();
        first.close();
        assertThat(first.cluster().postmaster()).isEmpty();

        EmbeddedPostgres second = start();
        assertThat(second.adopted()).isFalse();
        assertThat(second.owner()).isEqualTo(first.owner());
        assertThat(owner(second)
                        .sql("select answer from kept")
                        .query(Integer.class)
                        .single())
                .isEqualTo(42);
    }

    @Test
    void acknowledged_means_on_the_disk() {
        EmbeddedPostgres postgres = start(Durability.ON_DISK, TestDatabase.disk(folder));
        for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit", "data_checksums")) {
            assertThat(owner(postgres)
                            .sql("show " + setting)
                            .query(String.class)
                            .single())
                    .as(setting)
                    .isEqualTo("on");
        }
    }

    @Test
    void it_listens_on_loopback_only_and_trusts_nobody() throws IOException {
        EmbeddedPostgres postgres = start();
        assertThat(owner(postgres)
                        .sql("show listen_addresses")
                        .query(String.class)
                        .single())
                .isEqualTo("127.0.0.1");
        assertThat(owner(postgres)
                        .sql("select distinct auth_method from pg_hba_file_rules")
                        .query(String.class)
                        .list())
                .containsExactly("scram-sha-256");
    }

    @Test
    void a_server_whose_process_was_killed_is_adopted() {
        EmbeddedPostgres killed = start();
        killed.supervisor().close();

        EmbeddedPostgres next = start();
        assertThat(next.adopted()).isTrue();
        assertThat(next.supervisor().pid()).isEqualTo(killed.supervisor().pid());
        next.close();
        assertThat(ServerProcess.isAlive(next.supervisor().pid())).isFalse();
    }

    @Test
    void after_kill_9_of_the_process_what_was_acknowledged_is_there() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line;
        do {
            line = process.inputReader().readLine();
        } while (line != null && !line.equals("acknowledged"));
        assertThat(line).isEqualTo("acknowledged");
        process.destroyForcibly().waitFor();

        EmbeddedPostgres next = start();
        assertThat(next.adopted()).isTrue();
        assertThat(owner(next).sql("select word from said").query(String.class).single())
                .isEqualTo("acknowledged");
    }

    /// Writes a row, says so, and waits to be killed.
    static final class Killed {
        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            EmbeddedPostgres postgres = EmbeddedPostgres.start(
                    DataFolder.open(folder),
                    ServerUser.choose("nobody"),
                    Durability.ON_DISK,
                    TestDatabase.disk(folder),
                    TestDatabase.programs());
            owner(postgres)
                    .sql("create table said as select 'acknowledged' as word")
                    .update();
            System.out.println("acknowledged");
            System.in.read();
        }
    }

    @Test
    void another_cluster_under_a_reused_process_number_is_not_adopted() throws IOException {
        EmbeddedPostgres mine = start();
        mine.close();
        Path elsewhere = TestDatabase.temporaryFolder("rapport-postgres-test-");
        EmbeddedPostgres other = EmbeddedPostgres.start(
                DataFolder.open(elsewhere),
                ServerUser.choose("nobody"),
                Durability.NONE_FOR_TESTS,
                TestDatabase.disk(elsewhere),
                TestDatabase.programs());
        try {
            Files.copy(other.cluster().pidFile(), mine.cluster().pidFile());
            ServerUser.choose("nobody").own(mine.cluster().pidFile());

            EmbeddedPostgres again = start();
            assertThat(again.adopted()).isFalse();
            assertThat(again.supervisor().pid()).isNotEqualTo(other.supervisor().pid());
            assertThat(ServerProcess.isAlive(other.supervisor().pid())).isTrue();
        } finally {
            other.close();
            Folders.delete(elsewhere);
        }
    }

    @Test
    void a_process_number_that_went_to_another_program_does_not_stop_the_start() throws IOException {
        EmbeddedPostgres first = start();
        String pidFile = Files.readString(first.cluster().pidFile());
        first.close();
        long me = ProcessHandle.current().pid();
        Files.writeString(first.cluster().pidFile(), pidFile.replaceFirst("\\d+", String.valueOf(me)));
        ServerUser.choose("nobody").own(first.cluster().pidFile());

        assertThat(start().adopted()).isFalse();
    }

    @Test
    void a_postmaster_that_has_ended_and_that_nobody_has_waited_for_does_not_stop_the_start() throws Exception {
        EmbeddedPostgres first = start();
        String pidFile = Files.readString(first.cluster().pidFile());
        first.close();
        // Its father has become a program that waits for nobody.
        Process father = new ProcessBuilder(
                        ServerUser.choose("nobody").command(List.of("sh", "-c", "sleep 0.3 & echo $!; exec sleep 600")))
                .start();
        try {
            String dead = father.inputReader().readLine().strip();
            Await.until(Duration.ofSeconds(10), () -> !ServerProcess.isAlive(Long.parseLong(dead)));
            assertThat(Path.of("/proc", dead)).exists();
            Files.writeString(first.cluster().pidFile(), pidFile.replaceFirst("\\d+", dead));
            ServerUser.choose("nobody").own(first.cluster().pidFile());

            assertThat(start().adopted()).isFalse();
        } finally {
            father.destroyForcibly();
        }
    }

    @Test
    void a_killed_postmaster_is_started_again_and_the_pool_recovers() {
        EmbeddedPostgres postgres = start();
        long killed = postgres.supervisor().pid();
        try (HikariDataSource pool = DatabaseConfiguration.pool(postgres.application(), 4, Duration.ofSeconds(3))) {
            var client = JdbcClient.create(pool);
            assertThat(client.sql("select 1").query(Integer.class).single()).isEqualTo(1);

            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            Await.until(Duration.ofSeconds(30), () -> postgres.supervisor().restarts() == 1);
            Await.until(
                    Duration.ofSeconds(10),
                    () -> client.sql("select 1").query(Integer.class).single() == 1);
            assertThat(postgres.supervisor().pid()).isNotEqualTo(killed);
        }
    }

    @Test
    void a_taken_port_is_exchanged_for_a_free_one() throws IOException {
        EmbeddedPostgres first = start();
        first.close();
        int port = Integer.parseInt(Files.readString(folder.resolve("database/port")));
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            EmbeddedPostgres second = start();
            assertThat(second.owner().url()).doesNotContain(":" + port + "/");
            assertThat(owner(second).sql("select 1").query(Integer.class).single())
                    .isEqualTo(1);
        }
    }

    @Test
    void data_of_another_major_version_is_refused_with_both_versions_named() throws IOException {
        EmbeddedPostgres first = start();
        first.close();
        Files.writeString(first.cluster().path().resolve("PG_VERSION"), "17\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("PostgreSQL 17")
                .hasMessageContaining("PostgreSQL 18");
    }

    @Test
    void a_disk_without_room_is_refused_before_anything_is_written() {
        assertThatThrownBy(() -> start(Durability.ON_DISK, new Disk(folder, DataSize.ofTerabytes(1 << 20))))
                .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                    assertThat(refused).hasMessageContaining("MB are free");
                    assertThat(refused.remedy()).contains("Make room");
                });
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_network_file_system_is_refused() {
        assertThatThrownBy(() -> Disk.refuseNetwork(folder, "nfs4"))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("network file system");
        Disk.refuseNetwork(folder, "ext4");
        Disk.refuseNetwork(folder, "overlay");
    }

    @Test
    void a_first_start_that_was_interrupted_is_begun_again() throws IOException {
        Path half = Files.createDirectories(folder.resolve("database/cluster.unfinished/base"));
        Files.writeString(half.resolve("rubbish"), "half written");
        assertThat(owner(start()).sql("select 1").query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void the_postmaster_is_out_of_reach_of_the_terminals_interrupt() throws IOException {
        EmbeddedPostgres postgres = start();
        assertThat(session(postgres.supervisor().pid()))
                .isNotEqualTo(session(ProcessHandle.current().pid()));
    }

    private static String session(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3];
    }

    private EmbeddedPostgres start() {
        return start(Durability.NONE_FOR_TESTS, TestDatabase.disk(folder));
    }

    private EmbeddedPostgres start(Durability durability, Disk disk) {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(
                DataFolder.open(folder), ServerUser.choose("nobody"), durability, disk, TestDatabase.programs());
        started.add(postgres);
        return postgres;
    }

    private static JdbcClient owner(EmbeddedPostgres postgres) {
        Login owner = postgres.owner();
        return JdbcClient.create(new org.springframework.jdbc.datasource.DriverManagerDataSource(
                owner.url(), owner.user(), owner.password()));
    }
}
