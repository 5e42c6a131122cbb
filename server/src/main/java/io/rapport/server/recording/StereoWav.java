package io.rapport.server.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A recording as the WAV file that every player knows (two channels, 16 bits, 8,000 samples a second), any
/// stretch of it: made while it is read, so that hours of sound are never in memory.
final class StereoWav {
    static final int HEADER = 44;
    private static final int FRAME = 4;
    private static final int PART = Part.SAMPLES * FRAME;

    private final int samples;
    private final Source source;

    /// Gives the parts of a stretch, without those that are silent.
    interface Source {
        List<Part> parts(int from, int until);
    }

    StereoWav(int millis, Source source) {
        this.samples = Math.toIntExact((long) millis * Part.RATE / 1_000);
        this.source = source;
    }

    long length() {
        return HEADER + (long) samples * FRAME;
    }

    /// @param from first byte
    /// @param until the first that is not wanted any more
    void write(OutputStream out, long from, long until) throws IOException {
        long at = from;
        if (at < HEADER) {
            int end = (int) Math.min(HEADER, until);
            out.write(header(), (int) at, end - (int) at);
            at = end;
        }
        while (at < until) {
            int part = Math.toIntExact((at - HEADER) / PART);
            byte[] bytes = part(part);
            int begin = (int) ((at - HEADER) % PART);
            int count = (int) Math.min(PART - begin, until - at);
            out.write(bytes, begin, count);
            at += count;
        }
    }

    private byte[] part(int number) {
        ByteBuffer bytes = ByteBuffer.allocate(PART).order(ByteOrder.LITTLE_ENDIAN);
        for (Part part : source.parts(number, number + 1)) {
            for (int i = 0; i < part.left().length; i++) {
                bytes.putShort(part.leftLaw().decode(part.left()[i]));
                bytes.putShort(part.rightLaw().decode(part.right()[i]));
            }
        }
        return bytes.array();
    }

    private byte[] header() {
        long data = (long) samples * FRAME;
        ByteBuffer out = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        out.put(ascii("RIFF")).putInt((int) (HEADER - 8 + data)).put(ascii("WAVEfmt "));
        out.putInt(16).putShort((short) 1).putShort((short) 2);
        out.putInt(Part.RATE).putInt(Part.RATE * FRAME).putShort((short) FRAME).putShort((short) 16);
        out.put(ascii("data")).putInt((int) data);
        return out.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
