package io.rapport.server.imports;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// In which encoding a file is written, told piece by piece while it is read once: what begins with a mark says so;
/// zeros at every other place are UTF-16; what is faultless UTF-8 is that; all else is what Windows wrote here.
public final class CharsetGuess {
    private static final int LOOKED_AT = 4096;

    private long seen;
    private int evenZeros;
    private int oddZeros;
    private int first;
    private int second;
    private int third;
    /// Bytes of a UTF-8 sequence that are still to come.
    private int open;

    private boolean faultless = true;

    public void add(byte[] bytes, int length) {
        for (int n = 0; n < length; n++) {
            int one = bytes[n] & 0xff;
            if (seen == 0) {
                first = one;
            } else if (seen == 1) {
                second = one;
            } else if (seen == 2) {
                third = one;
            }
            if (one == 0 && seen < LOOKED_AT) {
                if (seen % 2 == 0) {
                    evenZeros++;
                } else {
                    oddZeros++;
                }
            }
            utf8(one);
            seen++;
        }
    }

    private void utf8(int one) {
        if (open > 0) {
            faultless &= (one & 0xc0) == 0x80;
            open--;
        } else if (one >= 0x80) {
            open = one >= 0xf0 ? 3 : one >= 0xe0 ? 2 : 1;
            faultless &= one >= 0xc2 && one <= 0xf4;
        }
    }

    public Charset told() {
        if (first == 0xff && second == 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        if (first == 0xfe && second == 0xff) {
            return StandardCharsets.UTF_16BE;
        }
        if (first == 0xef && second == 0xbb && third == 0xbf) {
            return StandardCharsets.UTF_8;
        }
        long half = Math.min(seen, LOOKED_AT) / 2;
        if (half > 0 && oddZeros * 2L > half && oddZeros > evenZeros) {
            return StandardCharsets.UTF_16LE;
        }
        if (half > 0 && evenZeros * 2L > half) {
            return StandardCharsets.UTF_16BE;
        }
        return faultless && open == 0 ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
    }
}
