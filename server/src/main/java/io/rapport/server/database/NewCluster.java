package io.rapport.server.database;

import io.rapport.server.settings.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Makes an empty cluster with a password for its owner and a locale that depends on no system library, so that no
/// index breaks when the system is upgraded.
///
/// @param tool       runs `initdb`
/// @param durability whether the new files are forced to the disk
record NewCluster(Tool tool, Durability durability) {

    void make(ClusterFolder cluster, String ownerPassword) {
        Path folder = tool.folder();
        // Under another name until it is whole: an interrupted first start leaves nothing that looks like a cluster.
        Path unfinished = folder.resolve("cluster.unfinished");
        Path passwordFile = folder.resolve("password.unfinished");
        Folders.delete(unfinished);
        try {
            write(passwordFile, ownerPassword);
            var outcome = tool.run("initdb", arguments(unfinished, passwordFile));
            if (outcome.failed()) {
                throw new StartRefusedException(
                        "PostgreSQL could not make its cluster: " + outcome.output(),
                        "Make room on the disk of %s and check that others may pass through the folders above it."
                                .formatted(folder));
            }
            Files.move(unfinished, cluster.path(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't make the cluster in " + folder, e);
        } finally {
            Folders.delete(passwordFile);
        }
    }

    private void write(Path file, String password) throws IOException {
        Files.deleteIfExists(file);
        var ownerOnly = PosixFilePermissions.fromString("rw-------");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerOnly));
        tool.user().own(file);
        Files.writeString(file, password);
    }

    private List<String> arguments(Path target, Path passwordFile) {
        return List.of(
                "--pgdata=" + target,
                "--username=" + Roles.OWNER,
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                durability == Durability.ON_DISK ? "--sync-method=fsync" : "--no-sync");
    }
}
