package io.rapport.server.webform;

import io.rapport.server.channel.Content;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/// Files that come with a form. They lie on the disk until there is room in memory to take them in.
final class Uploads {
    static final int MAX_FILES = 5;
    static final long MAX_BYTES = 25L << 20;
    private static final int MAX_NAME = 150;

    private final Semaphore room;

    /// @param bytes of all files that are taken in at once
    Uploads(int bytes) {
        this.room = new Semaphore(bytes);
    }

    /// The files of a request that are not empty.
    static List<MultipartFile> of(HttpServletRequest request) {
        return request instanceof MultipartHttpServletRequest multipart
                ? multipart.getFiles("file").stream().filter(f -> !f.isEmpty()).toList()
                : List.of();
    }

    static boolean tooMuch(List<MultipartFile> files) {
        return files.size() > MAX_FILES
                || files.stream().mapToLong(MultipartFile::getSize).sum() > MAX_BYTES;
    }

    /// Something done with the files in memory.
    interface Work<T> {
        T with(List<Content.Attached> files);
    }

    /// Reads the files and does the work; empty when others' files take up all the room now.
    <T> Optional<T> take(List<MultipartFile> files, Work<T> work) throws IOException {
        int bytes =
                Math.toIntExact(files.stream().mapToLong(MultipartFile::getSize).sum());
        if (!room.tryAcquire(bytes)) {
            return Optional.empty();
        }
        try {
            List<Content.Attached> attached = new ArrayList<>();
            for (MultipartFile file : files) {
                attached.add(attached(file));
            }
            return Optional.of(work.with(attached));
        } finally {
            room.release(bytes);
        }
    }

    private static Content.Attached attached(MultipartFile file) throws IOException {
        String given = Optional.ofNullable(file.getOriginalFilename()).orElse("");
        String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String name = Typed.line(last, MAX_NAME);
        return new Content.Attached(
                name.isEmpty() ? "file" : name,
                Optional.ofNullable(file.getContentType())
                        .filter(t -> t.matches("[\\w.+-]{1,60}/[\\w.+-]{1,60}"))
                        .orElse("application/octet-stream"),
                file.getBytes(),
                Optional.empty());
    }
}
