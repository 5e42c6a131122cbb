package io.rapport.server.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import java.util.regex.Pattern;

/// The one folder in which this installation keeps everything: database, vault, secrets.
///
/// @param path absolute, exists
public record DataFolder(Path path) {
    private static final Pattern SECRET_NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    public DataFolder {
        if (!path.isAbsolute() || !Files.isDirectory(path)) {
            throw new IllegalArgumentException("Not an existing, absolute folder: " + path);
        }
    }

    /// Makes the folder if it is missing. Others may pass through it (PostgreSQL may run as another user), not list it.
    public static DataFolder open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(absolute)) {
                Files.createDirectories(absolute);
                Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx--x--x"));
            }
            return new DataFolder(absolute.toRealPath());
        } catch (IOException e) {
            throw new StartRefusedException(
                    "The data folder %s can't be made or read: %s.".formatted(absolute, e),
                    "Give the user that runs Rapport the right to write there, or choose another folder with rapport.data.",
                    e);
        }
    }

    /// A folder that only our own user may read, also if somebody else made it (to bring a key).
    public Path secrets() {
        Path secrets = folder("secrets", "rwx------");
        try {
            Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rwx------"));
            return secrets;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't close " + secrets + " to others", e);
        }
    }

    /// A folder of this name inside, made with these permissions if it is missing.
    public Path folder(String name, String permissions) {
        Path folder = path.resolve(name);
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder);
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't make the folder " + folder, e);
        }
    }

    /// The secret of this name, made from the system's randomness when first asked for and the same ever after.
    /// A file of another length is refused: half a key must not pass for a key.
    public synchronized byte[] secret(String name, int bytes) {
        if (!SECRET_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a name for a secret: " + name);
        }
        Path file = secrets().resolve(name);
        try {
            if (!Files.exists(file)) {
                create(file, bytes);
            }
            byte[] secret = Files.readAllBytes(file);
            if (secret.length != bytes) {
                throw new StartRefusedException(
                        "The secret file %s holds %d bytes, not %d.".formatted(file, secret.length, bytes),
                        "Restore it from where you keep your secrets; what it sealed can't be read without it.");
            }
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read or make the secret " + file, e);
        }
    }

    /// Whole and on the disk before it has its name: what is sealed with it must survive a power cut.
    private static void create(Path file, int bytes) throws IOException {
        byte[] secret = new byte[bytes];
        new SecureRandom().nextBytes(secret);
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(
                unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(ByteBuffer.wrap(secret));
            channel.force(true);
        }
        // A link, unlike a move, never replaces a key that another process has made meanwhile.
        try {
            Files.createLink(file, unfinished);
        } catch (java.nio.file.FileAlreadyExistsException made) {
            // Theirs counts.
        }
        Files.delete(unfinished);
        try (var folder = FileChannel.open(file.getParent())) {
            folder.force(true);
        }
    }
}
