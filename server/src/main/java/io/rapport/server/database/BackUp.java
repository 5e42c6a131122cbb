package io.rapport.server.database;

import io.rapport.server.settings.DataFolder;
import io.rapport.server.settings.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;

/// A consistent copy of a running installation: first the embedded database, as PostgreSQL's manual describes a
/// low-level base back-up (section 25.3.4), then the vault. In this order every blob that a row names is in the copy.
///
/// No secret is in it: whoever finds the copy can't open the vault, and whoever lost the master key can't either.
///
/// @param data the installation
record BackUp(DataFolder data) {
    /// What PostgreSQL makes anew at each start; copied as empty folders.
    private static final Set<String> ONLY_FOLDERS = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init");

    /// Copies into a folder that is missing or empty. What is acknowledged before the call is in the copy.
    Manifest into(Path target) {
        ClusterFolder cluster = new ClusterFolder(data.path().resolve("database/cluster"));
        int port = runningPort(cluster);
        requireEmpty(target);
        Path copy = target.resolve("cluster");
        try (Connection connection = owner(port).connect();
                Statement statement = connection.createStatement()) {
            // Keeps the log that the copy needs until this session ends.
            statement.execute("select pg_create_physical_replication_slot('rapport_back_up', true, true)");
            String first = text(statement, "select pg_walfile_name(pg_backup_start('rapport', true))");
            copyCluster(cluster.path(), copy);
            String last;
            try (ResultSet row =
                    statement.executeQuery("select labelfile, pg_walfile_name(lsn) from pg_backup_stop(false)")) {
                row.next();
                FileTree.write(copy.resolve("backup_label"), row.getString(1));
                last = row.getString(2);
            }
            copyLog(cluster.path(), copy, first, last);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL did not let us copy its data", e);
        }
        Path vault = data.path().resolve("vault");
        if (Files.isDirectory(vault)) {
            FileTree.copy(vault, target.resolve("vault"), _ -> true);
        }
        Manifest manifest = Manifest.of(target, Instant.now(), ProgramFolder.MAJOR, cluster.systemIdentifier(), data);
        manifest.write(target);
        return manifest;
    }

    private static void copyCluster(Path from, Path to) {
        Predicate<Path> wanted = path -> {
            Path relative = from.relativize(path);
            String name = relative.getFileName().toString();
            boolean belowOnlyFolder = relative.getNameCount() > 1
                    && ONLY_FOLDERS.contains(relative.getName(0).toString());
            boolean isControl = relative.equals(Path.of("global", "pg_control"));
            return !belowOnlyFolder && !isControl && !LEFT_OUT.contains(name) && !name.startsWith("pgsql_tmp");
        };
        FileTree.copy(from, to, wanted);
        // Last, as it says from where to recover.
        FileTree.copyFile(from.resolve("global/pg_control"), to.resolve("global/pg_control"));
    }

    /// Segment names grow with the log: 24 hexadecimal digits of equal width.
    private static void copyLog(Path from, Path to, String first, String last) {
        FileTree.copy(from.resolve("pg_wal"), to.resolve("pg_wal"), path -> {
            String name = path.getFileName().toString();
            return name.matches("[0-9A-F]{24}") && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
        });
    }

    private int runningPort(ClusterFolder cluster) {
        if (!cluster.exists()) {
            throw new StartRefusedException(
                    "There is no embedded database in %s.".formatted(data.path()),
                    "Name the data folder with --data; an external PostgreSQL is backed up by its own means.");
        }
        return cluster.postmaster()
                .filter(postmaster -> ServerProcess.isAlive(postmaster.pid()))
                .orElseThrow(() -> new StartRefusedException(
                        "No Rapport runs on %s.".formatted(data.path()),
                        "Start it first; what does not run may also be copied as a folder."))
                .port();
    }

    private Login owner(int port) {
        return new Login(
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port),
                Roles.OWNER,
                EmbeddedPostgres.password(data, EmbeddedPostgres.OWNER_SECRET));
    }

    private static void requireEmpty(Path target) {
        try {
            Files.createDirectories(target);
            try (var inside = Files.list(target)) {
                if (inside.findAny().isPresent()) {
                    throw new StartRefusedException(
                            "The folder %s is not empty.".formatted(target), "Give each back-up a folder of its own.");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't use " + target, e);
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
