package io.rapport.media.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads messages from bytes that anybody may have sent (RFC 3261 sections 7 and 25). Strict where a lenient reading
/// could be turned against us or could mean two things: line ends, lengths, what stands there twice, numbers out of
/// range. It never throws. What is merely odd (unknown methods, schemes, headers, a Date in a strange zone) is left to
/// whoever needs it.
public final class SipReader {
    /// Of one message; a datagram can't be longer.
    public static final int MOST_BYTES = 65_535;

    private static final int MOST_HEADERS = 200;
    private static final List<String> ECHOED = List.of("Via", "From", "To", "Call-ID", "CSeq");

    private SipReader() {}

    /// Reads one datagram; what follows the message in it is ignored (RFC 3261 section 18.3).
    public static SipReading datagram(byte[] bytes) {
        return read(bytes, bytes.length, false);
    }

    /// Reads the first message of a stream.
    ///
    /// @param length how many of the bytes are filled
    public static SipReading stream(byte[] bytes, int length) {
        return read(bytes, length, true);
    }

    private static SipReading read(byte[] bytes, int end, boolean stream) {
        int begin = 0;
        while (begin + 1 < end && bytes[begin] == '\r' && bytes[begin + 1] == '\n') {
            begin += 2;
        }
        if (begin == end) {
            return end == 0 && stream ? new SipReading.Unfinished(1) : new SipReading.KeepAlive(end);
        }
        int headEnd = headEnd(bytes, begin, end);
        if (headEnd < 0) {
            if (stream && end < MOST_BYTES) {
                return new SipReading.Unfinished(end + 1);
            }
            return new SipReading.Refused(stream ? 513 : 400, "No end of headers", Optional.empty(), Optional.empty());
        }
        if (headEnd > MOST_BYTES) {
            return new SipReading.Refused(513, "Headers too long", Optional.empty(), Optional.empty());
        }
        Head head = new Head();
        try {
            head.read(bytes, begin, headEnd);
            return whole(head, bytes, headEnd, end, stream);
        } catch (BadSyntax bad) {
            return new SipReading.Refused(
                    400, sentence(bad), head.echo(), stream ? head.end(headEnd) : Optional.of(end));
        }
    }

    private static SipReading whole(Head head, byte[] bytes, int headEnd, int end, boolean stream) throws BadSyntax {
        Optional<Integer> declared = head.contentLength();
        if (stream && declared.isEmpty()) {
            throw new BadSyntax("expected a Content-Length on a stream");
        }
        int bodyLength = declared.orElse(end - headEnd);
        if (bodyLength > MOST_BYTES) {
            return new SipReading.Refused(513, "Message too long", head.echo(), Optional.empty());
        }
        if (bodyLength > end - headEnd) {
            if (stream) {
                return new SipReading.Unfinished(headEnd + bodyLength);
            }
            throw new BadSyntax("expected as many bytes of body as Content-Length says");
        }
        if (head.otherVersion) {
            return new SipReading.Refused(505, "Version not supported", head.echo(), Optional.of(headEnd + bodyLength));
        }
        byte[] body = new byte[bodyLength];
        System.arraycopy(bytes, headEnd, body, 0, bodyLength);
        return new SipReading.Whole(head.message(body), headEnd + bodyLength);
    }

    private static String sentence(BadSyntax bad) {
        String why = String.valueOf(bad.getMessage());
        StringBuilder plain = new StringBuilder("Bad message: ");
        why.chars().filter(sign -> sign >= ' ' && sign < 0x7F).limit(150).forEach(sign -> plain.append((char) sign));
        return plain.toString();
    }

    /// Behind the empty line, or -1.
    private static int headEnd(byte[] bytes, int from, int end) {
        for (int i = from; i + 3 < end; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    /// The first line and the headers, as far as they have been read.
    private static final class Head {
        private final List<SipHeader> headers = new ArrayList<>();
        private String first = "";
        private boolean request;
        private boolean otherVersion;

        void read(byte[] bytes, int begin, int headEnd) throws BadSyntax {
            List<String> lines = lines(bytes, begin, headEnd - 2);
            first = lines.getFirst();
            request = !first.regionMatches(true, 0, "SIP/", 0, 4);
            BadSyntax odd = null;
            for (String line : lines.subList(1, lines.size())) {
                int colon = line.indexOf(':');
                String name = colon < 0 ? "" : line.substring(0, colon).stripTrailing();
                if (Scanner.isToken(name)) {
                    headers.add(SipHeader.of(name, line.substring(colon + 1).strip()));
                } else {
                    // The others are read first: the answer needs them.
                    odd = new BadSyntax("expected a header field");
                }
            }
            if (odd != null) {
                throw odd;
            }
            if (headers.size() > MOST_HEADERS) {
                throw new BadSyntax("expected at most " + MOST_HEADERS + " header fields");
            }
            otherVersion = request && otherVersion(first);
        }

        /// Folded ones joined by a space.
        private static List<String> lines(byte[] bytes, int begin, int end) throws BadSyntax {
            List<String> lines = new ArrayList<>();
            int from = begin;
            StringBuilder folded = new StringBuilder();
            for (int i = begin; i < end; i++) {
                byte sign = bytes[i];
                if (sign == '\r' && bytes[i + 1] == '\n') {
                    folded.append(Utf8.lenient(bytes, from, i));
                    i++;
                    from = i + 1;
                    boolean goesOn = from < end && (bytes[from] == ' ' || bytes[from] == '\t');
                    if (goesOn && lines.isEmpty()) {
                        throw new BadSyntax("expected a first line in one piece");
                    }
                    if (goesOn) {
                        trimEnd(folded);
                        folded.append(' ');
                        while (from < end && (bytes[from] == ' ' || bytes[from] == '\t')) {
                            from++;
                        }
                        i = from - 1;
                    } else {
                        lines.add(folded.toString());
                        folded.setLength(0);
                    }
                } else if ((sign >= 0 && sign < ' ' && sign != '\t' || sign == 0x7F) && !escaped(bytes, i)) {
                    throw new BadSyntax("expected no control characters and lines that end with CR LF");
                }
            }
            if (lines.isEmpty()) {
                throw new BadSyntax("expected a first line");
            }
            return lines;
        }

        /// Between quotes a backslash lets any other sign stand (RFC 3261 section 25.1, quoted-pair).
        private static boolean escaped(byte[] bytes, int at) {
            return bytes[at] != '\r' && bytes[at] != '\n' && at > 0 && bytes[at - 1] == '\\';
        }

        private static void trimEnd(StringBuilder text) {
            while (!text.isEmpty() && Scanner.isBlank(text.charAt(text.length() - 1))) {
                text.setLength(text.length() - 1);
            }
        }

        private static boolean otherVersion(String line) {
            int space = line.lastIndexOf(' ');
            String version = line.substring(space + 1);
            return version.regionMatches(true, 0, "SIP/", 0, 4)
                    && version.matches("(?i)SIP/\\d{1,3}\\.\\d{1,3}")
                    && !version.equalsIgnoreCase("SIP/2.0");
        }

        Optional<Integer> contentLength() throws BadSyntax {
            List<String> said = all("Content-Length");
            if (said.size() > 1) {
                throw new BadSyntax("expected one Content-Length");
            }
            if (said.isEmpty()) {
                return Optional.empty();
            }
            Scanner scanner = new Scanner(said.getFirst());
            long length = scanner.number(Integer.MAX_VALUE / 2, "a Content-Length");
            scanner.end();
            return Optional.of((int) length);
        }

        /// Where a refused message ends in a stream, if that can be told.
        Optional<Integer> end(int headEnd) {
            try {
                return contentLength().filter(length -> length <= MOST_BYTES).map(length -> headEnd + length);
            } catch (BadSyntax untold) {
                return Optional.empty();
            }
        }

        SipMessage message(byte[] body) throws BadSyntax {
            Required all = Required.read(headers);
            contacts();
            if (request) {
                maxForwards();
                String[] parts = first.split(" ", -1);
                if (parts.length != 3 || !Scanner.isToken(parts[0]) || !parts[2].equalsIgnoreCase("SIP/2.0")) {
                    throw new BadSyntax("expected METHOD URI SIP/2.0 with single spaces");
                }
                Uri uri = Uri.parse(parts[1]);
                if (uri instanceof Uri.Sip sip && !sip.headers().isEmpty()) {
                    throw new BadSyntax("expected a request URI without headers");
                }
                if (!all.cseq().method().equals(parts[0])) {
                    throw new BadSyntax("expected the request's own method in CSeq");
                }
                return new SipMessage.Request(
                        parts[0],
                        uri,
                        List.copyOf(headers),
                        body,
                        all.via(),
                        all.from(),
                        all.to(),
                        all.callId(),
                        all.cseq());
            }
            return response(body, all);
        }

        private SipMessage response(byte[] body, Required all) throws BadSyntax {
            Scanner scanner = new Scanner(first);
            if (!scanner.until(" ").equalsIgnoreCase("SIP/2.0") || !scanner.skip(' ')) {
                throw new BadSyntax("expected SIP/2.0 STATUS REASON");
            }
            int begin = scanner.position();
            long status = scanner.number(699, "a status from 100 to 699");
            if (scanner.position() - begin != 3 || status < 100 || !scanner.skip(' ')) {
                throw new BadSyntax("expected SIP/2.0 STATUS REASON");
            }
            return new SipMessage.Response(
                    (int) status,
                    scanner.rest(),
                    List.copyOf(headers),
                    body,
                    all.via(),
                    all.from(),
                    all.to(),
                    all.callId(),
                    all.cseq());
        }

        private void contacts() throws BadSyntax {
            for (String value : all("Contact")) {
                for (String part : Scanner.splitList(value)) {
                    if (!part.equals("*")) {
                        Address.parse(part);
                    }
                }
            }
        }

        private void maxForwards() throws BadSyntax {
            for (String value : all("Max-Forwards")) {
                Scanner scanner = new Scanner(value);
                scanner.number(255, "Max-Forwards from 0 to 255");
                scanner.end();
            }
        }

        private List<String> all(String name) {
            return Required.values(headers, name);
        }

        /// An ACK is never answered, nor is a response.
        Optional<List<SipHeader>> echo() {
            if (!request || first.startsWith("ACK ")) {
                return Optional.empty();
            }
            List<SipHeader> echo = headers.stream()
                    .filter(header -> ECHOED.contains(header.name()))
                    .toList();
            return echo.stream().anyMatch(header -> header.is("Via")) ? Optional.of(echo) : Optional.empty();
        }
    }
}
