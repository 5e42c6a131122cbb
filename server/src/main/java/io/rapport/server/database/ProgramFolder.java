package io.rapport.server.database;

import io.rapport.server.settings.StartRefusedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once from the jar that carries them.
///
/// @param path the folder with `bin`, `lib` and `share`
record ProgramFolder(Path path) {
    /// The release whose binaries the build depends on; part of the folder's name, so that an upgrade unpacks anew.
    static final String RELEASE = "18.6";

    static final int MAJOR = 18;

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final long MAX_BYTES = 512L << 20;

    /// Unpacks into `parent` unless it is there already. Whoever else does so at the same time gets the same folder.
    static ProgramFolder unpack(Path parent) {
        Path folder = parent.resolve("postgresql-" + RELEASE);
        if (Files.isDirectory(folder)) {
            return new ProgramFolder(folder);
        }
        Path unfinished = null;
        try (InputStream archive = ProgramFolder.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new StartRefusedException(
                        "Rapport carries PostgreSQL for Linux on x86-64 only, and this is %s on %s."
                                .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
                        "Install PostgreSQL 17 or newer and name it with rapport.database.url.");
            }
            unfinished = Files.createTempDirectory(parent, ".unpacking-");
            extract(new BufferedInputStream(archive, 1 << 16), unfinished);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            return new ProgramFolder(folder);
        } catch (IOException e) {
            if (Files.isDirectory(folder)) {
                return new ProgramFolder(folder);
            }
            throw new UncheckedIOException("Can't unpack PostgreSQL into " + folder, e);
        } finally {
            if (unfinished != null) {
                Folders.delete(unfinished);
            }
        }
    }

    Path program(String name) {
        return path.resolve("bin").resolve(name);
    }

    private static void extract(InputStream archive, Path target) throws IOException {
        long budget = MAX_BYTES;
        try (var tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = inside(target, target.resolve(entry.getName()));
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(path.getParent());
                    inside(target, path.resolveSibling(entry.getLinkName()));
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (entry.isFile()) {
                    budget -= entry.getSize();
                    if (budget < 0) {
                        throw new FileSystemException(path.toString(), null, "the archive is larger than expected");
                    }
                    Files.createDirectories(path.getParent());
                    Files.copy(tar, path);
                    boolean executable = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static Path inside(Path target, Path path) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(target)) {
            throw new FileSystemException(path.toString(), null, "the archive reaches outside its folder");
        }
        return normal;
    }
}
