package io.rapport.server.database;

import io.rapport.server.settings.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The system user that PostgreSQL runs as: ourselves, or another one when we are root, because PostgreSQL refuses
/// to run as root.
///
/// @param name null: the user we are
/// @param uid  meaningful only with a name
/// @param gid  meaningful only with a name
record ServerUser(@Nullable String name, int uid, int gid) {
    private static final ServerUser OURSELVES = new ServerUser(null, -1, -1);

    /// Ourselves, or `whenRoot` if we are root.
    static ServerUser choose(String whenRoot) {
        return weAreRoot() ? named(whenRoot) : OURSELVES;
    }

    static boolean weAreRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static ServerUser named(String name) {
        try (var accounts = Files.lines(Path.of("/etc/passwd"))) {
            return accounts.map(line -> line.split(":"))
                    .filter(account -> account.length > 3 && account[0].equals(name))
                    .map(account -> new ServerUser(name, Integer.parseInt(account[2]), Integer.parseInt(account[3])))
                    .filter(user -> user.uid != 0)
                    .findFirst()
                    .orElseThrow(() -> new StartRefusedException(
                            "PostgreSQL can't run as root, and there is no other system user %s to run it as."
                                    .formatted(name),
                            "Start Rapport as an ordinary user, or name one with rapport.database.run-as."));
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read /etc/passwd", e);
        }
    }

    /// The command as this user runs it: no supplementary groups, no capabilities, no new privileges.
    List<String> command(List<String> command) {
        if (name == null) {
            return command;
        }
        var whole = new ArrayList<>(List.of(
                "setpriv",
                "--reuid=" + uid,
                "--regid=" + gid,
                "--clear-groups",
                "--inh-caps=-all",
                "--no-new-privs",
                "--"));
        whole.addAll(command);
        return whole;
    }

    /// Hands the file or folder (not what is in it) to this user.
    void own(Path path) {
        if (name == null) {
            return;
        }
        try {
            Files.setAttribute(path, "unix:uid", uid);
            Files.setAttribute(path, "unix:gid", gid);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't give " + path + " to " + name, e);
        }
    }
}
