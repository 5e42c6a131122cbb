package io.rapport.server.chat;

import io.rapport.server.channel.Content;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/// Files that visitors send. They lie on the disk until there is room in memory to take them in. Thread-safe.
final class ChatFiles {
    static final int MAX_BYTES = 10 << 20;
    private static final int MAX_NAME = 150;
    /// Of all that are taken in at once.
    private static final int ROOM = 4 * MAX_BYTES;

    private final Semaphore room = new Semaphore(ROOM);

    /// The file of a request, if it is not empty.
    Optional<MultipartFile> of(HttpServletRequest request) {
        return request instanceof MultipartHttpServletRequest multipart
                ? Optional.ofNullable(multipart.getFile("file")).filter(file -> !file.isEmpty())
                : Optional.empty();
    }

    /// Does the work with the file in memory; empty when others' files take up all the room now.
    <T> Optional<T> take(MultipartFile file, Function<Content.Attached, T> work) throws IOException {
        int bytes = Math.toIntExact(file.getSize());
        if (!room.tryAcquire(bytes)) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.apply(attached(file)));
        } finally {
            room.release(bytes);
        }
    }

    private static Content.Attached attached(MultipartFile file) throws IOException {
        String given = Optional.ofNullable(file.getOriginalFilename()).orElse("");
        String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String clean = last.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\"]+", "").strip();
        String name = clean.length() > MAX_NAME ? clean.substring(clean.length() - MAX_NAME) : clean;
        return new Content.Attached(
                name.isEmpty() ? "file" : name,
                Optional.ofNullable(file.getContentType())
                        .filter(type -> type.matches("[\\w.+-]{1,60}/[\\w.+-]{1,60}"))
                        .orElse("application/octet-stream"),
                file.getBytes(),
                Optional.empty());
    }
}
