package io.rapport.server.email.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds one message while it arrives: small ones in memory, large ones in a file, so that many slow senders of large
/// mails cost disk and not memory. Nothing is promised before the commit, so the file is not synced.
final class Spool implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Spool.class);

    private final Path folder;
    private final int inMemory;
    private final int max;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream(8192);
    private Optional<Path> file = Optional.empty();
    private OutputStream out = memory;
    private int size;
    private boolean over;
    private boolean noRoom;

    Spool(Path folder, int inMemory, int max) {
        this.folder = folder;
        this.inMemory = inMemory;
        this.max = max;
    }

    /// @return false once the message is too large or the disk full; what came is thrown away
    boolean write(byte[] bytes, int length) {
        if (over || noRoom) {
            return false;
        }
        if (length > max - size) {
            over = true;
            close();
            return false;
        }
        try {
            put(bytes, length);
            return true;
        } catch (IOException full) {
            log.warn("event=mail-not-spooled folder={} cause={}", folder, full.toString());
            noRoom = true;
            close();
            return false;
        }
    }

    private void put(byte[] bytes, int length) throws IOException {
        if (file.isEmpty() && size + length > inMemory) {
            Path path = Files.createTempFile(folder, "mail", ".part");
            file = Optional.of(path);
            out = Files.newOutputStream(path);
            memory.writeTo(out);
            memory = new ByteArrayOutputStream(0);
        }
        out.write(bytes, 0, length);
        size += length;
    }

    /// Whether it was the disk that did not take it, and not the size.
    boolean noRoom() {
        return noRoom;
    }

    int size() {
        return size;
    }

    byte[] bytes() throws IOException {
        if (file.isEmpty()) {
            return memory.toByteArray();
        }
        out.close();
        return Files.readAllBytes(file.get());
    }

    @Override
    public void close() {
        memory = new ByteArrayOutputStream(0);
        try {
            out.close();
        } catch (IOException full) {
            log.debug("event=spool-not-flushed cause={}", full.toString());
        }
        try {
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        } catch (IOException stays) {
            log.warn("event=spool-not-cleared file={} cause={}", file.get(), stays.toString());
        }
    }
}
