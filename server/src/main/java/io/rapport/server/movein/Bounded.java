package io.rapport.server.movein;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that ends with a refusal where it grows beyond what was allowed: against archives that unpack to more than
/// anybody wrote, and lines without end.
final class Bounded extends FilterInputStream {
    private final String sentence;
    private long left;
    private long since;
    private final long piece;

    /// @param whole bytes at the most
    /// @param piece bytes between two calls of [#next] at the most
    Bounded(InputStream in, long whole, long piece, String sentence) {
        super(in);
        this.left = whole;
        this.piece = piece;
        this.sentence = sentence;
    }

    /// What follows is another piece.
    void next() {
        since = 0;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) {
        left -= read;
        since += read;
        if (left < 0 || since > piece) {
            throw new UnreadableException(sentence);
        }
    }

    /// Ends with its archive, not before.
    @Override
    public void close() {}

    long left() {
        return left;
    }
}
