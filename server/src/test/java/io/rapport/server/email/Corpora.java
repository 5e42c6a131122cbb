package io.rapport.server.email;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Public mail and exports that others wrote, where a folder of them lies beside the repository. Never part of the
/// repository.
public final class Corpora {

    private Corpora() {}

    /// The folder `mail/…` of the material, where it is present.
    public static Optional<Path> mail(String folder) {
        return place("mail/" + folder).filter(Files::isDirectory);
    }

    /// A file or folder of the material, where it is present.
    public static Optional<Path> place(String path) {
        String named = Optional.ofNullable(System.getProperty("rapport.test.data"))
                .or(() -> Optional.ofNullable(System.getenv("RAPPORT_TEST_DATA")))
                .orElse("");
        List<Path> candidates = named.isEmpty()
                ? List.of(Path.of("../shared/data"), Path.of("../../shared/data"), Path.of("../../../shared/data"))
                : List.of(Path.of(named));
        return candidates.stream()
                .map(candidate -> candidate.resolve(path))
                .filter(Files::exists)
                .findFirst();
    }

    /// All files below a folder, sorted.
    public static List<Path> files(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
