package io.rapport.server.database;

import io.rapport.server.settings.SettingsException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// The programs of PostgreSQL 18 (`initdb`, `pg_ctl`, `postgres`), unpacked once into a folder.
final class PostgresBinaries {
    static final int MAJOR = 18;
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final int EXECUTABLE = 0111;

    private PostgresBinaries() {}

    /// The folder with `bin`, `lib` and `share`; unpacked beside it first and moved into place when whole.
    ///
    /// @throws SettingsException on a machine for which no binaries are shipped
    static Path in(Path folder) {
        Path home = folder.resolve("postgres-" + MAJOR);
        if (Files.exists(home.resolve("bin/postgres"))) {
            return home;
        }
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new SettingsException("No PostgreSQL is shipped for this kind of machine ("
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                        + "). Use one of your own: rapport.database.url=jdbc:postgresql://…");
            }
            Files.createDirectories(folder);
            Path fresh = Files.createTempDirectory(folder, "unpacking");
            unpack(archive, fresh);
            openForAll(fresh);
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
            return home;
        } catch (IOException failure) {
            if (Files.exists(home.resolve("bin/postgres"))) {
                return home;
            }
            throw new UncheckedIOException("PostgreSQL could not be unpacked into " + folder, failure);
        }
    }

    private static void openForAll(Path folder) throws IOException {
        Set<PosixFilePermission> all = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.OWNER_EXECUTE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.GROUP_EXECUTE,
                PosixFilePermission.OTHERS_READ,
                PosixFilePermission.OTHERS_EXECUTE);
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isDirectory)::iterator) {
                Files.setPosixFilePermissions(path, all);
            }
        }
    }

    private static void unpack(InputStream archive, Path into) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = inside(into, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isSymbolicLink()) {
                    inside(into, into.relativize(target.resolveSibling(entry.getLinkName()).normalize()).toString());
                    Files.createDirectories(parent(target));
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(parent(target));
                    Files.copy(tar, target);
                    boolean runs = (entry.getMode() & EXECUTABLE) != 0;
                    Files.setPosixFilePermissions(target, permissions(runs));
                }
            }
        }
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalStateException(path + " has no folder");
        }
        return parent;
    }

    private static Set<PosixFilePermission> permissions(boolean runs) {
        Set<PosixFilePermission> permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if (runs) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }

    private static Path inside(Path folder, String name) throws IOException {
        Path target = folder.resolve(name).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the archive holds " + name + ", which leaves the folder");
        }
        return target;
    }
}
