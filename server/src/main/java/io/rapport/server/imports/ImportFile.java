package io.rapport.server.imports;

import io.rapport.server.vault.BlobId;
import io.rapport.server.vault.Vault;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// An uploaded file, in pieces in the vault: encrypted, and never whole in memory.
public final class ImportFile {
    /// Bytes of a file at the most.
    static final long MAX_BYTES = 50L << 20;

    static final int PIECE = 1 << 20;

    private final Vault vault;

    public ImportFile(Vault vault) {
        this.vault = vault;
    }

    /// Pieces on the disk, not yet in the database.
    public record Kept(List<Vault.Written> pieces, Charset charset, String start) {}

    /// Reads a body into the vault; empty if it is longer than any file may be.
    Optional<Kept> keep(InputStream body) throws IOException {
        return keep(body, MAX_BYTES);
    }

    /// The same, with a limit of its own.
    public Optional<Kept> keep(InputStream body, long most) throws IOException {
        CharsetGuess guess = new CharsetGuess();
        List<Vault.Written> pieces = new ArrayList<>();
        byte[] first = new byte[0];
        long length = 0;
        while (true) {
            byte[] piece = body.readNBytes(PIECE);
            length += piece.length;
            if (length > most) {
                return Optional.empty();
            }
            if (piece.length == 0) {
                break;
            }
            first = pieces.isEmpty() ? Arrays.copyOf(piece, Math.min(piece.length, 1 << 16)) : first;
            guess.add(piece, piece.length);
            pieces.addAll(vault.write(List.of(piece)));
        }
        return Optional.of(new Kept(pieces, guess.told(), new String(first, guess.told())));
    }

    Csv open(List<BlobId> pieces, Charset charset, char separator) {
        return new Csv(new BufferedReader(new InputStreamReader(open(pieces), charset), 1 << 16), separator);
    }

    /// Its bytes; each piece is fetched when the one before is read.
    public InputStream open(List<BlobId> pieces) {
        return new Lazily(pieces.stream()
                .<InputStream>map(piece -> new ByteArrayInputStream(vault.read(piece)))
                .iterator());
    }

    /// One piece after the other, each fetched when the one before is read.
    private static final class Lazily extends InputStream {
        private final Iterator<InputStream> streams;
        private InputStream current = InputStream.nullInputStream();

        Lazily(Iterator<InputStream> streams) {
            this.streams = streams;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            while (true) {
                int read = current.read(into, offset, length);
                if (read >= 0 || !streams.hasNext()) {
                    return read;
                }
                current = streams.next();
            }
        }
    }
}
