package io.rapport.server.workforce;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Which way a camera was held (Exif 2.3, tag 274): a telephone keeps its picture as its sensor lies and says how to
/// turn it. Pure.
final class Orientation {
    private static final int APP1 = 0xffe1;
    private static final int START_OF_SCAN = 0xffda;
    private static final int TAG = 0x0112;
    private static final int MOST_TAGS = 200;

    private Orientation() {}

    /// How far a JPEG is to be turned clockwise so that its top is up, in quarters: 0 to 3; 0 where it does not say.
    static int quarters(byte[] jpeg) {
        try {
            return turned(tag(ByteBuffer.wrap(jpeg)));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException cut) {
            return 0;
        }
    }

    /// Mirrored pictures are not turned: no camera makes them.
    private static int turned(int orientation) {
        return switch (orientation) {
            case 3 -> 2;
            case 6 -> 1;
            case 8 -> 3;
            default -> 0;
        };
    }

    private static int tag(ByteBuffer in) {
        if (in.getShort() != (short) 0xffd8) {
            return 0;
        }
        for (int marker = 0; marker != START_OF_SCAN; ) {
            marker = in.getShort() & 0xffff;
            int length = (in.getShort() & 0xffff) - 2;
            if (marker == APP1 && length > 14 && in.getInt(in.position()) == 0x45786966) {
                return exif(in.slice(in.position() + 6, length - 6));
            }
            in.position(in.position() + length);
        }
        return 0;
    }

    private static int exif(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int at = tiff.getInt(4);
        int tags = Math.min(MOST_TAGS, tiff.getShort(at) & 0xffff);
        for (int n = 0; n < tags; n++) {
            int entry = at + 2 + 12 * n;
            if ((tiff.getShort(entry) & 0xffff) == TAG) {
                return tiff.getShort(entry + 8);
            }
        }
        return 0;
    }
}
