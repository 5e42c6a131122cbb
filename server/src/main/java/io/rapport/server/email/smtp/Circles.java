package io.rapport.server.email.smtp;

/// Counts the stations of a mail, to notice one that goes in circles (RFC 5321 section 6.3).
final class Circles {

    private static final byte[] NAME = {'r', 'e', 'c', 'e', 'i', 'v', 'e', 'd', ':'};

    private Circles() {}

    static int receivedFields(byte[] raw) {
        int count = 0;
        int at = 0;
        while (at < raw.length && raw[at] != '\r' && raw[at] != '\n') {
            if (isReceived(raw, at)) {
                count++;
            }
            while (at < raw.length && raw[at] != '\n') {
                at++;
            }
            at++;
        }
        return count;
    }

    private static boolean isReceived(byte[] raw, int at) {
        if (raw.length - at < NAME.length) {
            return false;
        }
        for (int i = 0; i < NAME.length; i++) {
            if ((raw[at + i] | 0x20) != (NAME[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }
}
