package io.rapport.server.voice.spool;

import io.rapport.server.vault.Sealer;
import io.rapport.server.vault.VaultException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder of calls, one file each, which is on the disk when [#keep] returns (fsync of the file and of the folder).
/// A file that is written anew takes the place of the older one in one step, so that a crash leaves one or the other.
/// All of them are sealed with the key of the installation. Thread-safe.
public final class CallSpool {
    private static final String PURPOSE = "call-spool";
    private static final String SUFFIX = ".call";
    private static final String FRESH = ".new";
    private static final String ASIDE = ".unreadable";
    private static final Logger log = LoggerFactory.getLogger(CallSpool.class);

    private final Path folder;
    private final Sealer sealer;
    private final int most;
    private final long mostBytes;
    /// Bytes of each, by the name of the file.
    private final SortedMap<String, Long> files = new TreeMap<>();
    /// What goes on in this process: it is not read before it is over.
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    /// @param most how many calls
    /// @param mostBytes of all files together
    /// @throws IOException where the folder can't be had
    public CallSpool(Path folder, Sealer sealer, int most, long mostBytes) throws IOException {
        this.folder = folder;
        this.sealer = sealer;
        this.most = most;
        this.mostBytes = mostBytes;
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        try (Stream<Path> there = Files.list(folder)) {
            for (Path file : there.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(FRESH)) {
                    Files.delete(file);
                } else if (name.endsWith(SUFFIX)) {
                    files.put(name, Files.size(file));
                }
            }
        }
    }

    /// Keeps it, in place of what was kept of it before.
    ///
    /// @param goesOn whether there is more to come; it is not given out before
    /// @param room bytes that this call may yet need
    /// @throws SpoolFullException where there is no room, or the disk takes no more
    public void keep(Spooled one, boolean goesOn, long room) {
        String name = name(one);
        byte[] sealed = sealer.seal(one.bytes(), PURPOSE + name);
        synchronized (this) {
            long before = files.getOrDefault(name, 0L);
            long all = files.values().stream().mapToLong(Long::longValue).sum();
            if (!files.containsKey(name) && files.size() >= most || all - before + sealed.length + room > mostBytes) {
                throw new SpoolFullException(
                        "no room for more calls: " + files.size() + " are kept, " + all + " bytes");
            }
            try {
                write(name, sealed);
            } catch (IOException failure) {
                throw new SpoolFullException("calls can't be kept in " + folder + ": " + failure.getMessage(), failure);
            }
            // What it may yet need is taken already.
            files.put(name, sealed.length + room);
            if (goesOn) {
                open.add(name);
            } else {
                open.remove(name);
            }
        }
    }

    private void write(String name, byte[] sealed) throws IOException {
        Path fresh = folder.resolve(name + FRESH);
        try (FileChannel file = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(sealed);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        } catch (IOException failure) {
            Files.deleteIfExists(fresh);
            throw failure;
        }
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        settle();
    }

    /// Names in a folder are on the disk after this.
    private void settle() throws IOException {
        try (FileChannel itself = FileChannel.open(folder, StandardOpenOption.READ)) {
            itself.force(true);
        }
    }

    private static String name(Spooled one) {
        return String.format(Locale.ROOT, "%015d-%s%s", one.at().toEpochMilli(), one.key(), SUFFIX);
    }

    /// Nothing more comes of it: what is kept may be given out.
    public void over(Spooled one) {
        open.remove(name(one));
    }

    public synchronized int count() {
        return files.size();
    }

    /// Whether something is kept under this key.
    public synchronized boolean holds(String key) {
        return files.keySet().stream().anyMatch(name -> name.endsWith("-" + key + SUFFIX));
    }

    /// The oldest that is over and comes behind this one.
    ///
    /// @param after the name of one that was given out; empty: none yet
    public Optional<Kept> next(String after) {
        for (String name : names(after)) {
            try {
                byte[] sealed = Files.readAllBytes(folder.resolve(name));
                return Optional.of(new Kept(name, Spooled.of(sealer.open(sealed, PURPOSE + name))));
            } catch (IOException | VaultException unreadable) {
                log.error("call that was kept can't be read file={} cause={}", name, unreadable.toString());
                aside(name);
            }
        }
        return Optional.empty();
    }

    private synchronized Iterable<String> names(String after) {
        return files.tailMap(after + '\0').keySet().stream()
                .filter(name -> !open.contains(name))
                .toList();
    }

    /// @param name of its file
    public record Kept(String name, Spooled call) {}

    /// The database has it.
    public synchronized void done(Kept one) {
        try {
            Files.deleteIfExists(folder.resolve(one.name()));
            settle();
            files.remove(one.name());
        } catch (IOException failure) {
            // It is written down once more, which changes nothing.
            log.warn("call that was kept not deleted file={} cause={}", one.name(), failure.toString());
        }
    }

    /// It can't be written down: it is laid aside for whoever looks after the machine.
    public void aside(Kept one) {
        aside(one.name());
    }

    private synchronized void aside(String name) {
        files.remove(name);
        try {
            Files.move(folder.resolve(name), folder.resolve(name + ASIDE), StandardCopyOption.ATOMIC_MOVE);
            log.error("call laid aside file={}", name + ASIDE);
        } catch (IOException failure) {
            log.error("call not laid aside file={} cause={}", name, failure.toString());
        }
    }
}
