package io.rapport.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Copies of folders that are on the disk when the call returns.
final class FileTree {
    private FileTree() {}

    /// Copies the wanted folders and plain files. A file that vanishes meanwhile is left out, one that changes is
    /// copied somehow: PostgreSQL's log mends it.
    static void copy(Path from, Path to, Predicate<Path> wanted) {
        walk(from, path -> {
            if (!path.equals(from) && !wanted.test(path)) {
                return;
            }
            Path target = to.resolve(from.relativize(path).toString());
            try {
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                    Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(path));
                } else if (Files.isRegularFile(path)) {
                    copyFile(path, target);
                }
            } catch (NoSuchFileException e) {
                // Gone since it was listed.
            } catch (IOException e) {
                throw new UncheckedIOException("Can't copy " + path, e);
            }
        });
    }

    static void copyFile(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            force(to);
        } catch (NoSuchFileException e) {
            // Gone since it was listed.
        } catch (IOException e) {
            throw new UncheckedIOException("Can't copy " + from, e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
            force(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't write " + file, e);
        }
    }

    /// Visits folders before what is in them.
    static void walk(Path folder, Consumer<Path> visitor) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                    visitor.accept(visited);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    visitor.accept(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + folder, e);
        }
    }

    private static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
