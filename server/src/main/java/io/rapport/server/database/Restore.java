package io.rapport.server.database;

import io.rapport.server.settings.DataFolder;
import io.rapport.server.settings.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Makes a data folder from a back-up. The master key has to be there before.
///
/// @param data the new installation; holds nothing but, perhaps, `secrets`
/// @param user as whom its PostgreSQL will run
record Restore(DataFolder data, ServerUser user) {

    /// Returns when PostgreSQL has recovered from the copy, which proves that it can.
    Manifest from(Path backUp) {
        Manifest manifest = Manifest.read(backUp);
        requireReadable(manifest, backUp);
        requireEmpty();
        requireKey(manifest);
        Path database = data.folder("database", "rwx------");
        user.own(database);
        Path cluster = database.resolve("cluster");
        FileTree.copy(backUp.resolve("cluster"), cluster, _ -> true);
        FileTree.walk(cluster, user::own);
        if (Files.isDirectory(backUp.resolve("vault"))) {
            FileTree.copy(backUp.resolve("vault"), data.path().resolve("vault"), _ -> true);
        }
        recover(cluster);
        return manifest;
    }

    /// The database's passwords are not in the copy; this installation makes its own and tells them to it.
    private void recover(Path cluster) {
        Tool tool = new Tool(
                ProgramFolder.unpack(data.folder("program", "rwxr-xr-x")),
                user,
                java.util.Objects.requireNonNull(cluster.getParent()));
        var outcome = tool.run(
                "postgres",
                List.of("--single", "-D", cluster.toString(), "-c", "log_error_verbosity=terse", "postgres"),
                "alter role %s password '%s'\n"
                        .formatted(Roles.OWNER, EmbeddedPostgres.password(data, EmbeddedPostgres.OWNER_SECRET)));
        if (outcome.failed() || outcome.output().contains("ERROR:")) {
            throw new StartRefusedException(
                    "PostgreSQL can't read the back-up: " + outcome.output(), "Try an older one.");
        }
    }

    private void requireReadable(Manifest manifest, Path backUp) {
        if (manifest.major() != ProgramFolder.MAJOR) {
            throw new StartRefusedException(
                    "The back-up was written by PostgreSQL %d; this Rapport carries PostgreSQL %d."
                            .formatted(manifest.major(), ProgramFolder.MAJOR),
                    "Restore it with the Rapport that wrote it.");
        }
        Manifest found = Manifest.of(backUp, manifest.at(), manifest.major(), manifest.systemIdentifier(), data);
        if (found.files() != manifest.files() || found.bytes() != manifest.bytes()) {
            throw new StartRefusedException(
                    "The back-up is not whole: it had %d files of %d bytes, and has %d of %d."
                            .formatted(manifest.files(), manifest.bytes(), found.files(), found.bytes()),
                    "Copy it again from where it was kept, or use another one.");
        }
    }

    private void requireEmpty() {
        try (var inside = Files.list(data.path())) {
            var other = inside.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("secrets"))
                    .findAny();
            if (other.isPresent()) {
                throw new StartRefusedException(
                        "The folder %s already holds %s.".formatted(data.path(), other.get()),
                        "Restore into a new folder; only secrets/master-key may be there before.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + data.path(), e);
        }
    }

    private void requireKey(Manifest manifest) {
        String found = Manifest.fingerprint(data);
        if (manifest.masterKey().equals(found) || manifest.masterKey().equals("none")) {
            return;
        }
        Path key = data.path().resolve("secrets/master-key");
        throw new StartRefusedException(
                found.equals("none")
                        ? "The master key is missing: no back-up holds it."
                        : "%s is not the master key of this back-up.".formatted(key),
                "Put the key that you keep apart at %s and restore again; without it the vault stays shut."
                        .formatted(key));
    }
}
