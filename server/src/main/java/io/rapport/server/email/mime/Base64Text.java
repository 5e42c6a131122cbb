package io.rapport.server.email.mime;

import java.io.ByteArrayOutputStream;

/// Base64 as it is found, not as it should be: foreign characters are skipped, padding may be missing.
final class Base64Text {

    private Base64Text() {}

    static byte[] decode(CharSequence text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() * 3 / 4 + 3);
        int bits = 0;
        int held = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = value(text.charAt(i));
            if (value < 0) {
                continue;
            }
            bits = (bits << 6 | value) & 0xffffff;
            held += 6;
            if (held >= 8) {
                held -= 8;
                out.write(bits >> held);
            }
        }
        return out.toByteArray();
    }

    static int value(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }
}
