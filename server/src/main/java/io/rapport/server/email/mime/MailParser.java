package io.rapport.server.email.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;

/// Takes raw bytes apart into a tree of parts. Never throws: what can't be parsed is kept as one text.
///
/// Structure comes from Mime4j's token stream in its lenient mode. Nested messages stay whole (they become
/// attachments), archives are never opened, so the decoded size never exceeds the raw size. Thread-safe.
public final class MailParser {

    private static final Set<String> MAIL_FIELDS = Set.of(
            "from",
            "to",
            "subject",
            "date",
            "message-id",
            "received",
            "return-path",
            "mime-version",
            "content-type",
            "sender",
            "reply-to",
            "cc",
            "bcc",
            "delivered-to",
            "x-mailer",
            "in-reply-to",
            "references");

    private final Bounds bounds;
    private final MimeConfig config;

    public MailParser(Bounds bounds) {
        this.bounds = bounds;
        this.config = MimeConfig.custom()
                .setMaxLineLen(-1)
                .setMaxHeaderLen(bounds.fieldBytes())
                .setMaxHeaderCount(bounds.fields())
                .setMaxContentLen(-1)
                .setMalformedHeaderStartsBody(false)
                .build();
    }

    public Mail parse(byte[] raw) {
        int start = skipEnvelopeLine(raw);
        Run run = new Run();
        boolean whole = run.read(raw, start);
        Part root = run.root();
        if (root.children().isEmpty() && root.bytes().length == 0) {
            int blank = blankLookingLine(raw, start);
            if (blank >= 0) {
                return parse(withBlankLine(raw, blank));
            }
        }
        boolean readable = root.headers().all().stream().anyMatch(field -> MAIL_FIELDS.contains(field.name()));
        if (!whole && run.leaves == 0 || !readable) {
            root = asOneText(raw, start, root.headers(), readable);
        }
        return new Mail(root, !whole || run.cut, readable);
    }

    /// The header of a message alone, without looking at its body.
    public Headers headers(byte[] raw) {
        int start = skipEnvelopeLine(raw);
        int end = bodyStart(raw, start);
        return parse(Arrays.copyOfRange(raw, start, end > start ? end : raw.length))
                .headers();
    }

    /// `From someone Mon Jan 1 …`, as mailbox files have it, and blank lines before the header.
    private static int skipEnvelopeLine(byte[] raw) {
        int at = 0;
        while (at < raw.length && at < 1000 && (raw[at] == '\r' || raw[at] == '\n')) {
            at++;
        }
        boolean bom = raw.length - at > 3 && (raw[at] & 0xff) == 0xef && (raw[at + 1] & 0xff) == 0xbb;
        if (bom) {
            at += 3;
        }
        String head = new String(raw, at, Math.min(6, raw.length - at), StandardCharsets.ISO_8859_1);
        if (head.startsWith("From ") || head.startsWith(">From ")) {
            while (at < raw.length && raw[at] != '\n') {
                at++;
            }
            at++;
        }
        return Math.min(at, raw.length);
    }

    /// A line of white space alone, which some senders take for the end of the header; -1 where there is none.
    private static int blankLookingLine(byte[] raw, int start) {
        for (int i = start; i + 1 < raw.length; i++) {
            if (raw[i] != '\n' || raw[i + 1] != ' ' && raw[i + 1] != '\t') {
                continue;
            }
            int j = i + 1;
            while (j < raw.length && (raw[j] == ' ' || raw[j] == '\t' || raw[j] == '\r')) {
                j++;
            }
            if (j + 1 < raw.length && raw[j] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static byte[] withBlankLine(byte[] raw, int at) {
        byte[] mended = raw.clone();
        mended[at] = '\n';
        return mended;
    }

    private static Part asOneText(byte[] raw, int start, Headers headers, boolean readable) {
        int body = readable ? bodyStart(raw, start) : start;
        return leaf(headers, Arrays.copyOfRange(raw, body, raw.length), "text/plain");
    }

    private static int bodyStart(byte[] raw, int start) {
        for (int i = start; i + 1 < raw.length; i++) {
            boolean blank = raw[i] == '\n' && (raw[i + 1] == '\n' || raw[i + 1] == '\r');
            if (blank) {
                return Math.min(raw.length, i + 2);
            }
        }
        return start;
    }

    private static Part leaf(Headers headers, byte[] bytes, String type) {
        return new Part(headers, type, new Parameters(type, java.util.Map.of()), "", "", "", bytes, List.of());
    }

    /// One entity on its way to becoming a [Part].
    private static final class Open {
        final List<Headers.Field> fields = new ArrayList<>();
        final List<Part> children = new ArrayList<>();
        byte[] bytes = new byte[0];
        byte[] preamble = new byte[0];
        boolean multipart;

        Part close() {
            Headers headers = new Headers(fields);
            Parameters type = Parameters.parse(headers.get("content-type"), "");
            Parameters disposition = Parameters.parse(headers.get("content-disposition"), type.get("charset"));
            String filename = disposition.get("filename");
            if (filename.isEmpty()) {
                filename = Parameters.parse(headers.get("content-type"), type.get("charset"))
                        .get("name");
            }
            boolean emptied = multipart && children.isEmpty();
            boolean unbounded = children.isEmpty() && type.value().startsWith("multipart/");
            return new Part(
                    headers,
                    emptied || unbounded ? "text/plain" : mediaType(type.value()),
                    type,
                    disposition.value(),
                    filename,
                    bare(headers.get("content-id")),
                    emptied ? preamble : bytes,
                    children);
        }

        private static String mediaType(String given) {
            int slash = given.indexOf('/');
            if (slash <= 0 || slash == given.length() - 1 || given.length() > 100) {
                return given.equals("html") ? "text/html" : "text/plain";
            }
            return given;
        }

        private static String bare(String contentId) {
            String id = contentId.strip();
            int open = id.indexOf('<');
            int close = id.indexOf('>', open + 1);
            String inner = open >= 0 && close > open ? id.substring(open + 1, close) : id;
            return CleanText.line(inner, 200);
        }
    }

    private final class Run {
        private final Deque<Open> open = new ArrayDeque<>();
        private Open root = new Open();
        int leaves;
        boolean cut;

        Part root() {
            while (open.size() > 1) {
                Part part = open.pop().close();
                open.element().children.add(part);
            }
            return root.close();
        }

        /// True when it was read to its end.
        boolean read(byte[] raw, int start) {
            MimeTokenStream stream = new MimeTokenStream(config, DecodeMonitor.SILENT, null);
            stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
            stream.parse(new ByteArrayInputStream(raw, start, raw.length - start));
            try {
                for (EntityState state = stream.getState();
                        state != EntityState.T_END_OF_STREAM;
                        state = stream.next()) {
                    if (!step(stream, state)) {
                        cut = true;
                        return true;
                    }
                }
                return true;
            } catch (MimeException | IOException | RuntimeException broken) {
                return false;
            }
        }

        private boolean step(MimeTokenStream stream, EntityState state) throws IOException {
            switch (state) {
                case T_START_MESSAGE -> {
                    if (open.isEmpty()) {
                        open.push(root);
                    }
                }
                case T_START_BODYPART -> {
                    open.push(new Open());
                    if (open.size() > bounds.depth()) {
                        stream.setRecursionMode(RecursionMode.M_FLAT);
                        cut = true;
                    }
                }
                case T_END_BODYPART -> {
                    Part part = open.pop().close();
                    open.element().children.add(part);
                    if (open.size() < bounds.depth()) {
                        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
                    }
                }
                case T_FIELD -> field(stream.getField());
                case T_START_MULTIPART -> open.element().multipart = true;
                case T_PREAMBLE -> open.element().preamble = read(stream.getInputStream());
                case T_BODY -> {
                    if (++leaves > bounds.parts()) {
                        return false;
                    }
                    open.element().bytes = read(stream.getDecodedInputStream());
                }
                case T_END_MESSAGE,
                        T_RAW_ENTITY,
                        T_START_HEADER,
                        T_END_HEADER,
                        T_END_MULTIPART,
                        T_EPILOGUE,
                        T_END_OF_STREAM -> {}
            }
            return true;
        }

        private void field(Field field) {
            ByteSequence raw = field.getRaw();
            String name = field.getName().strip().toLowerCase(Locale.ROOT);
            if (raw == null || name.isEmpty()) {
                return;
            }
            String line = new String(raw.toByteArray(), StandardCharsets.ISO_8859_1);
            int colon = line.indexOf(':');
            open.element().fields.add(new Headers.Field(name, Headers.unfold(line.substring(colon + 1))));
        }

        private byte[] read(InputStream in) {
            java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream(8192);
            byte[] buffer = new byte[8192];
            try {
                int n;
                while ((n = in.read(buffer)) > 0) {
                    out.write(buffer, 0, n);
                }
            } catch (IOException | RuntimeException brokenEncoding) {
                cut = true;
            }
            return out.toByteArray();
        }
    }
}
