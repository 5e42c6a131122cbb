package io.rapport.server.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The folder in which one installation keeps everything: `pg18`, `vault`, `secrets`, `lock`. One process at a time
/// owns it; the operating system's file lock goes with the process, however it ends.
public final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /// Opens and locks a folder, making it if it is not there.
    ///
    /// @throws SettingsException when another process has it, or it can't be written
    public static DataFolder open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            FileChannel file = FileChannel.open(
                    folder.resolve("lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (!locked(file)) {
                String holder = Files.readString(folder.resolve("lock"), StandardCharsets.US_ASCII).strip();
                file.close();
                throw new SettingsException("The data folder " + folder + " is in use by process " + holder
                        + ". Stop that one first, or choose another folder with --data.");
            }
            file.truncate(0);
            file.write(java.nio.ByteBuffer.wrap(
                    Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataFolder(folder, file);
        } catch (IOException failure) {
            throw new SettingsException("The data folder " + folder + " can't be used: " + failure.getMessage()
                    + ". Make sure that it can be written, or choose another with --data.");
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    public Path path() {
        return path;
    }

    /// A random secret of this installation: read, or made at first use. Only its owner can read the file.
    ///
    /// @param bytes its length
    public byte[] secret(String name, int bytes) {
        Path file = path.resolve("secrets").resolve(name);
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[bytes];
                new SecureRandom().nextBytes(fresh);
                write(file, HexFormat.of().formatHex(fresh));
            }
            byte[] known = HexFormat.of().parseHex(Files.readString(file).strip());
            if (known.length != bytes) {
                throw new SettingsException(file + " has " + known.length + " bytes where " + bytes + " are needed. Put"
                        + " the original file back.");
            }
            return known;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A random password of this installation, in hexadecimal.
    public String password(String name) {
        return HexFormat.of().formatHex(secret(name, 24));
    }

    private static void write(Path file, String text) throws IOException {
        Path folder = file.getParent();
        if (folder == null) {
            throw new IllegalStateException(file + " has no folder");
        }
        if (!Files.exists(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path fresh = Files.createTempFile(
                folder,
                ".new",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
