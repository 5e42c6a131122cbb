package io.rapport.server.email.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Holds one message while it arrives: small ones in memory, large ones in a file, so that many slow senders of large
/// mails cost disk and not memory. Nothing is promised before the commit, so the file is not synced.
final class Spool implements AutoCloseable {

    private final Path folder;
    private final int inMemory;
    private final int max;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream(8192);
    private java.util.Optional<Path> file = java.util.Optional.empty();
    private OutputStream out = memory;
    private int size;
    private boolean over;

    Spool(Path folder, int inMemory, int max) {
        this.folder = folder;
        this.inMemory = inMemory;
        this.max = max;
    }

    /// @return false once the message is too large; what came is thrown away
    boolean write(byte[] bytes, int length) throws IOException {
        if (over) {
            return false;
        }
        if (length > max - size) {
            over = true;
            close();
            return false;
        }
        if (file.isEmpty() && size + length > inMemory) {
            Path path = Files.createTempFile(folder, "mail", ".part");
            file = java.util.Optional.of(path);
            out = Files.newOutputStream(path);
            memory.writeTo(out);
            memory = new ByteArrayOutputStream(0);
        }
        out.write(bytes, 0, length);
        size += length;
        return true;
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
    public void close() throws IOException {
        out.close();
        memory = new ByteArrayOutputStream(0);
        if (file.isPresent()) {
            Files.deleteIfExists(file.get());
        }
    }
}
