package io.rapport.server.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One process works in a data folder, held by a lock of the operating system: it ends with the process, however that
/// dies, so there is nothing to clean up after a crash.
final class FolderLock implements AutoCloseable {
    /// Closing any channel to the file would give the lock up, so this process must not open it a second time.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final DataFolder folder;
    private final FileChannel channel;

    private FolderLock(DataFolder folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// Refused if another process, or another part of this one, works in the folder.
    static FolderLock take(DataFolder folder) {
        Path file = folder.path().resolve("lock");
        if (!HELD.add(file)) {
            throw refused(folder, String.valueOf(ProcessHandle.current().pid()));
        }
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            taken = channel.tryLock() != null;
            if (!taken) {
                throw refused(folder, holder(channel));
            }
            channel.truncate(0);
            channel.write(utf8(String.valueOf(ProcessHandle.current().pid())), 0);
            return new FolderLock(folder, channel);
        } catch (IOException e) {
            throw new StartRefusedException(
                    "The data folder %s can't be locked: %s.".formatted(folder.path(), e.getMessage()),
                    "Put it on a local disk where the user that runs Rapport may write.",
                    e);
        } finally {
            if (!taken) {
                HELD.remove(file);
                closeQuietly(channel);
            }
        }
    }

    DataFolder folder() {
        return folder;
    }

    @Override
    public void close() {
        closeQuietly(channel);
        HELD.remove(folder.path().resolve("lock"));
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(20);
        channel.read(buffer, 0);
        return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    }

    private static StartRefusedException refused(DataFolder folder, String pid) {
        return new StartRefusedException(
                "Another Rapport (pid %s) works in the data folder %s.".formatted(pid, folder.path()),
                "Stop it (kill %s), or choose another folder with --data.".formatted(pid));
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        }
    }
}
