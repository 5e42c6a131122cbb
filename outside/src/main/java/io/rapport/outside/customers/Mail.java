package io.rapport.outside.customers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/// One mail as it goes over the wire, written by hand: also what no library would write.
///
/// @param returnPath of the envelope; empty for a machine's
public record Mail(String returnPath, String to, String messageId, byte[] bytes) {

    /// What vouches for the sender, as the company's own mail server found it.
    enum Vouched {
        /// SPF and DKIM of the sender's domain fit.
        FOR,
        /// Nothing is known.
        NOT,
        /// The domain says that it is not from there.
        AGAINST
    }

    /// A mail that is being written.
    static final class Draft {
        private final Person from;
        private final String to;
        private String subject = "";
        private String headers = "";
        private String type = "text/plain; charset=utf-8";
        private byte[] body = new byte[0];
        private Vouched vouched = Vouched.FOR;
        private boolean machine;

        Draft(Person from, String to) {
            this.from = from;
            this.to = to;
        }

        Draft about(String line) {
            subject = line;
            return this;
        }

        Draft header(String line) {
            headers += line + "\r\n";
            return this;
        }

        Draft says(String text) {
            return says(text, StandardCharsets.UTF_8, "text/plain; charset=utf-8");
        }

        Draft says(String text, Charset charset, String contentType) {
            body = text.replace("\n", "\r\n").getBytes(charset);
            type = contentType;
            return this;
        }

        Draft raw(String contentType, byte[] bytes) {
            body = bytes;
            type = contentType;
            return this;
        }

        Draft answering(String id) {
            return header("In-Reply-To: " + id).header("References: " + id);
        }

        Draft vouched(Vouched how) {
            vouched = how;
            return this;
        }

        /// With the empty return path that machines use (RFC 5321 section 4.5.5).
        Draft byMachine() {
            machine = true;
            return this;
        }

        Mail write() {
            String id = "<" + UUID.randomUUID() + "@" + from.domain() + ">";
            String head = verdict() + "From: " + word(from.name()) + " <" + from.address() + ">\r\nTo: <" + to
                    + ">\r\nSubject: " + word(subject) + "\r\nMessage-ID: " + id
                    + "\r\nMIME-Version: 1.0\r\nContent-Type: " + type + "\r\nContent-Transfer-Encoding: 8bit\r\n"
                    + headers + "\r\n";
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(body);
            return new Mail(machine ? "" : from.address(), to, id, bytes.toByteArray());
        }

        private String verdict() {
            String domain = from.domain();
            String results = switch (vouched) {
                case FOR -> "spf=pass smtp.mailfrom=" + domain + "; dkim=pass header.d=" + domain;
                case NOT -> "spf=none smtp.mailfrom=" + domain;
                case AGAINST -> "spf=fail smtp.mailfrom=" + domain + "; dmarc=fail header.from=" + domain;
            };
            return "Authentication-Results: " + Town.AUTHSERV_ID + "; " + results + "\r\n";
        }

        /// RFC 2047, where it is needed.
        private static String word(String text) {
            boolean plain = text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
            return plain
                    ? text
                    : "=?utf-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
        }
    }
}
