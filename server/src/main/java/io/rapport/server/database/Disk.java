package io.rapport.server.database;

import io.rapport.server.settings.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.util.unit.DataSize;

/// The disk under the embedded PostgreSQL: it must be local and have room.
///
/// @param folder  any folder on it
/// @param minimum free space below which the server isn't started
record Disk(Path folder, DataSize minimum) {
    private static final Pattern NETWORK = Pattern.compile("nfs.*|cifs|smb.*|afs|ncpfs|fuse\\.sshfs");

    /// Throws what the operator should do if PostgreSQL can't be trusted to this disk now.
    void requireFit() {
        refuseNetwork(folder, type());
        if (isLow()) {
            throw new StartRefusedException(full(), remedy());
        }
    }

    /// A network file system may acknowledge what it has not written, and its locks may not lock.
    static void refuseNetwork(Path folder, String type) {
        if (NETWORK.matcher(type.toLowerCase(Locale.ROOT)).matches()) {
            throw new StartRefusedException(
                    "The data folder is on a network file system (%s at %s), which can lose acknowledged writes."
                            .formatted(type, folder),
                    "Choose a folder on a local disk with --data, or name an external PostgreSQL with"
                            + " rapport.database.url.");
        }
    }

    boolean isLow() {
        return free() < minimum.toBytes();
    }

    String full() {
        return "Only %d MB are free on the disk of %s; PostgreSQL needs %d MB to work safely."
                .formatted(free() >> 20, folder, minimum.toMegabytes());
    }

    String remedy() {
        return "Make room on that disk, or move the data folder to a larger one and name it with --data."
                + " Delete nothing inside the data folder by hand.";
    }

    private long free() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't measure the disk of " + folder, e);
        }
    }

    private String type() {
        try {
            return Files.getFileStore(folder).type();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't tell the file system of " + folder, e);
        }
    }
}
