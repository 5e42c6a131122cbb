package io.rapport.server.email.intake;

import io.rapport.server.vocabulary.DoorId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/// Makes the key by which the same mail, delivered twice, is known again: SHA-256 over the door and the bytes without
/// what carriers add on the way.
///
/// Left out are the trace fields (Received, Return-Path, delivery and authentication results, ARC, spam scanners'
/// marks) and DKIM-Signature: forwarders sign again on the way, so the copy fetched by IMAP carries more of them than
/// the copy that came by SMTP, and what a signature covers is hashed anyway. Line ends count as one whatever they are,
/// and blank lines at the end don't count: mail stores change both. Two mails that a person wrote differ in Message-ID
/// or Date; where neither stands, the oldest Received field, the only witness of their difference, is hashed instead.
public final class FingerPrint {

    private static final Set<String> TRACE = Set.of(
            "received",
            "return-path",
            "delivered-to",
            "x-delivered-to",
            "x-original-to",
            "envelope-to",
            "x-envelope-to",
            "x-envelope-from",
            "delivery-date",
            "authentication-results",
            "x-original-authentication-results",
            "received-spf",
            "dkim-signature",
            "domainkey-signature",
            "x-google-dkim-signature",
            "x-gm-message-state",
            "x-google-smtp-source",
            "x-received",
            "x-forwarded-to",
            "x-forwarded-for",
            "x-forwarded-encrypted",
            "x-loop",
            "x-uid",
            "x-uidl",
            "x-mozilla-status",
            "x-mozilla-status2",
            "x-mozilla-keys",
            "status",
            "x-status",
            "content-length",
            "lines",
            "x-bogosity",
            "x-rspamd",
            "x-greylist",
            "x-scanned-by");

    private static final String[] TRACE_FAMILIES = {"arc-", "x-spam", "x-rspamd-", "x-virus", "x-dspam", "x-amavis"};

    private FingerPrint() {}

    /// 64 hexadecimal digits.
    public static String of(DoorId door, byte[] raw) {
        MessageDigest digest = sha256();
        digest.update(("mail " + door.value() + "\n").getBytes(StandardCharsets.US_ASCII));
        int at = 0;
        boolean identified = false;
        int oldestFrom = -1;
        int oldestTo = -1;
        while (at < raw.length && raw[at] != '\n' && !(raw[at] == '\r' && at + 1 < raw.length && raw[at + 1] == '\n')) {
            int end = fieldEnd(raw, at);
            String name = name(raw, at, end);
            if (isTrace(name)) {
                if (name.equals("received")) {
                    oldestFrom = at;
                    oldestTo = end;
                }
            } else if (!(at == 0 && name.isEmpty() && startsWithFrom(raw))) {
                identified |= name.equals("message-id") || name.equals("date");
                update(digest, raw, at, end);
            }
            at = end;
        }
        if (!identified && oldestFrom >= 0) {
            update(digest, raw, oldestFrom, oldestTo);
        }
        update(digest, raw, at, bodyEnd(raw, at));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static boolean startsWithFrom(byte[] raw) {
        return raw.length > 5 && raw[0] == 'F' && raw[1] == 'r' && raw[2] == 'o' && raw[3] == 'm' && raw[4] == ' ';
    }

    private static boolean isTrace(String name) {
        if (TRACE.contains(name)) {
            return true;
        }
        for (String family : TRACE_FAMILIES) {
            if (name.startsWith(family)) {
                return true;
            }
        }
        return false;
    }

    /// Where the field that begins at `from` ends, its folded lines included.
    private static int fieldEnd(byte[] raw, int from) {
        int at = from;
        while (at < raw.length) {
            if (raw[at++] == '\n' && (at >= raw.length || raw[at] != ' ' && raw[at] != '\t')) {
                return at;
            }
        }
        return raw.length;
    }

    private static String name(byte[] raw, int from, int end) {
        for (int i = from; i < end && i < from + 80; i++) {
            if (raw[i] == ':') {
                return new String(raw, from, i - from, StandardCharsets.ISO_8859_1)
                        .strip()
                        .toLowerCase(Locale.ROOT);
            }
            if (raw[i] == '\n') {
                break;
            }
        }
        return "";
    }

    private static int bodyEnd(byte[] raw, int from) {
        int end = raw.length;
        while (end > from && (raw[end - 1] == '\n' || raw[end - 1] == '\r')) {
            end--;
        }
        return end;
    }

    /// Feeds the bytes with every CR before LF left out.
    private static void update(MessageDigest digest, byte[] raw, int from, int to) {
        byte[] kept = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (raw[i] != '\r' || i + 1 == to || raw[i + 1] != '\n') {
                kept[length++] = raw[i];
            }
        }
        digest.update(kept, 0, length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
