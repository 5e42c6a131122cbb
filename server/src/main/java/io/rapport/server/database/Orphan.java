package io.rapport.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.IntFunction;

/// Tells whether a postmaster that this process did not start serves our cluster. After `kill -9` of the process one
/// does; after a crash of the machine its number may have gone to anybody.
///
/// @param cluster   ours
/// @param superuser how to sign in at a port
record Orphan(ClusterFolder cluster, IntFunction<Login> superuser) {

    private static final String WRONG_PASSWORD = "28P01";

    sealed interface Finding {
        /// Nobody serves the cluster.
        record None() implements Finding {}

        /// The process whose number is written down is somebody else's.
        record SomebodyElse(long pid) implements Finding {}

        /// It serves our cluster, proved by working in its folder or answering with its identity.
        record Ours(long pid, int port) implements Finding {}

        /// It may be ours, but does not answer (yet): it may be recovering, or stopping.
        record Silent(long pid) implements Finding {}
    }

    private enum Answer {
        OUR_IDENTITY,
        ANOTHER_IDENTITY,
        NOTHING
    }

    Finding find() {
        Optional<ClusterFolder.Postmaster> written = cluster.postmaster();
        if (written.isEmpty() || !ServerProcess.isAlive(written.get().pid())) {
            return new Finding.None();
        }
        long pid = written.get().pid();
        boolean isPostgres = ServerProcess.program(pid).map("postgres"::equals).orElse(false);
        Optional<Path> works = ServerProcess.folder(pid);
        if (!isPostgres || works.isPresent() && !works.get().equals(realPath())) {
            return new Finding.SomebodyElse(pid);
        }
        return switch (ask(superuser.apply(written.get().port()))) {
            case OUR_IDENTITY -> new Finding.Ours(pid, written.get().port());
            // Whoever works in our folder is never taken for a stranger, whatever it answers.
            case ANOTHER_IDENTITY -> works.isEmpty() ? new Finding.SomebodyElse(pid) : new Finding.Silent(pid);
            case NOTHING -> new Finding.Silent(pid);
        };
    }

    private Answer ask(Login login) {
        try (Connection connection = login.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select current_setting('data_directory'), system_identifier from pg_control_system()
                        """)) {
            row.next();
            boolean same = Path.of(row.getString(1)).equals(realPath()) && row.getLong(2) == cluster.systemIdentifier();
            return same ? Answer.OUR_IDENTITY : Answer.ANOTHER_IDENTITY;
        } catch (SQLException e) {
            return WRONG_PASSWORD.equals(e.getSQLState()) ? Answer.ANOTHER_IDENTITY : Answer.NOTHING;
        }
    }

    private Path realPath() {
        try {
            return cluster.path().toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't resolve " + cluster.path(), e);
        }
    }
}
