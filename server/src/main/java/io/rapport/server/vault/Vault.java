package io.rapport.server.vault;

import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.database.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Keeps blobs. Each has its own key, kept in its row under the master key: deleting the row shreds the blob.
///
/// A segment is a file `segment-N` of records: identifier (16 bytes), length (4 bytes, big-endian), sealed bytes.
/// [#put] returns when the bytes are on the disk (fsync); its rows become visible with the caller's
/// transaction. A crash between the two leaves bytes that no row names.
public final class Vault {
    static final long SEGMENT_BYTES = 256L << 20;
    private static final int HEADER = 20;

    private final Path folder;
    private final Sealer sealer;
    private final BundlingTemplate jdbc;
    private final Clock clock;
    private int segment = -1;

    Vault(Path folder, Sealer sealer, BundlingTemplate jdbc, Clock clock) {
        this.folder = folder;
        this.sealer = sealer;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Bytes on the disk, not yet in the database.
    public record Written(BlobId id, int segment, long position, int length, byte[] sha256, byte[] key) {}

    /// Encrypts and writes several blobs with one fsync. Call it before the transaction.
    ///
    /// @throws VaultException when the disk does not take them
    public List<Written> write(List<byte[]> blobs) {
        List<Written> written = new ArrayList<>();
        List<ByteBuffer> records = new ArrayList<>();
        for (byte[] blob : blobs) {
            BlobId id = new BlobId(UUID.randomUUID());
            byte[] key = sealer.newKey();
            byte[] sealed = sealer.encrypt(key, blob, id.value().toString());
            ByteBuffer record = ByteBuffer.allocate(HEADER + sealed.length);
            record.putLong(id.value().getMostSignificantBits());
            record.putLong(id.value().getLeastSignificantBits());
            record.putInt(sealed.length);
            record.put(sealed).flip();
            records.add(record);
            written.add(new Written(
                    id,
                    0,
                    0,
                    sealed.length,
                    sha256(blob),
                    sealer.seal(key, id.value().toString())));
        }
        try {
            return append(written, records);
        } catch (IOException failure) {
            throw new VaultException(
                    "the vault in " + folder + " takes no more bytes: " + failure.getMessage(), failure);
        }
    }

    private synchronized List<Written> append(List<Written> written, List<ByteBuffer> records) throws IOException {
        Files.createDirectories(folder);
        List<Written> placed = new ArrayList<>();
        try (FileChannel file = FileChannel.open(
                current(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            long start = file.size();
            try {
                for (int i = 0; i < records.size(); i++) {
                    Written blob = written.get(i);
                    long position = file.size();
                    ByteBuffer record = records.get(i);
                    while (record.hasRemaining()) {
                        file.write(record);
                    }
                    placed.add(new Written(
                            blob.id(), segment, position + HEADER, blob.length(), blob.sha256(), blob.key()));
                }
                file.force(false);
            } catch (IOException failure) {
                file.truncate(start);
                throw failure;
            }
        }
        return placed;
    }

    private Path current() throws IOException {
        if (segment < 0) {
            segment = 0;
            while (Files.exists(folder.resolve("segment-" + (segment + 1)))) {
                segment++;
            }
        }
        Path path = folder.resolve("segment-" + segment);
        if (Files.exists(path) && Files.size(path) >= SEGMENT_BYTES) {
            segment++;
            path = folder.resolve("segment-" + segment);
        }
        return path;
    }

    /// Names written blobs in the database, in the running transaction.
    public void record(List<Written> blobs) {
        for (Written blob : blobs) {
            jdbc.later(
                    "insert into vault_blob (id, segment, position, length, sha256, key, at) values (?, ?, ?, ?, ?, ?, ?)",
                    blob.id().value(),
                    blob.segment(),
                    blob.position(),
                    blob.length(),
                    blob.sha256(),
                    blob.key(),
                    Sql.time(clock.instant()));
        }
    }

    /// Forgets the keys of blobs, in the running transaction: nobody can read their bytes any more.
    public void shred(List<BlobId> blobs) {
        jdbc.update("delete from vault_blob where id = any (?)", (Object)
                blobs.stream().map(BlobId::value).toArray(java.util.UUID[]::new));
    }

    /// The clear bytes.
    ///
    /// @throws VaultException when there is no such blob, or its bytes were changed
    public byte[] read(BlobId id) {
        List<byte[]> found = jdbc.query(
                "select segment, position, length, sha256, key from vault_blob where id = ?",
                (row, n) -> {
                    byte[] sealed = bytes(row.getInt("segment"), row.getLong("position"), row.getInt("length"));
                    byte[] key = sealer.open(row.getBytes("key"), id.value().toString());
                    return sealer.decrypt(key, sealed, id.value().toString());
                },
                id.value());
        if (found.isEmpty()) {
            throw new VaultException("no blob " + id.value() + "; it may have been erased", new IOException());
        }
        return found.getFirst();
    }

    private byte[] bytes(int inSegment, long position, int length) {
        try (FileChannel file = FileChannel.open(folder.resolve("segment-" + inSegment), StandardOpenOption.READ)) {
            ByteBuffer buffer = ByteBuffer.allocate(length);
            while (buffer.hasRemaining()) {
                if (file.read(buffer, position + buffer.position()) < 0) {
                    throw new IOException("segment-" + inSegment + " ends before " + (position + length));
                }
            }
            return buffer.array();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
