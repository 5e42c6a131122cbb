package io.rapport.server.movein;

import io.rapport.server.imports.CharsetGuess;
import io.rapport.server.imports.Csv;
import io.rapport.server.interaction.Subjects;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Messages as a table: one a line, its columns named `date`, `from`, `to`, `direction`, `subject`, `text`, in
/// any order. What somebody wrote under one subject is one conversation.
final class CsvReader {
    private static final int LOOKED_AT = 1 << 16;
    private static final List<String> COLUMNS = List.of("date", "from", "to", "direction", "subject", "text");
    private static final Set<String> IN = Set.of("in", "inbound", "incoming", "received", "0");
    private static final Set<String> OUT = Set.of("out", "outbound", "outgoing", "sent", "1");

    private final Thing.Sink sink;
    private final Set<String> conversations = new HashSet<>();

    CsvReader(Thing.Sink sink) {
        this.sink = sink;
    }

    void read(InputStream file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file, LOOKED_AT);
        in.mark(LOOKED_AT + 1);
        byte[] start = in.readNBytes(LOOKED_AT);
        in.reset();
        CharsetGuess guess = new CharsetGuess();
        guess.add(start, start.length);
        Charset charset = guess.told();
        try (Csv csv = new Csv(
                new BufferedReader(new InputStreamReader(in, charset)), Csv.separator(new String(start, charset)))) {
            Map<String, Integer> columns = columns(csv);
            for (Optional<Csv.Row> row = csv.next(); row.isPresent(); row = csv.next()) {
                if (!row.get().isBlank()) {
                    line(row.get(), columns);
                }
            }
        }
    }

    private static Map<String, Integer> columns(Csv csv) throws IOException {
        List<String> headers = csv.next().map(Csv.Row::cells).orElse(List.of()).stream()
                .map(header -> header.strip().toLowerCase(Locale.ROOT))
                .toList();
        Map<String, Integer> columns = new HashMap<>();
        for (String name : COLUMNS) {
            int at = headers.indexOf(name);
            if (at < 0) {
                throw new UnreadableException("Its first line has no column \"" + name + "\". The columns are: "
                        + String.join(", ", COLUMNS) + ".");
            }
            columns.put(name, at);
        }
        return columns;
    }

    private void line(Csv.Row row, Map<String, Integer> columns) {
        String what = "line " + row.line();
        Optional<Instant> at = Json.moment(cell(row, columns, "date"));
        if (at.isEmpty()) {
            sink.refuse(what, "Its date is not written like 2024-05-17T09:30:00Z.");
            return;
        }
        String direction = cell(row, columns, "direction").toLowerCase(Locale.ROOT);
        if (!IN.contains(direction) && !OUT.contains(direction)) {
            sink.refuse(what, "Its direction is neither \"in\" nor \"out\".");
            return;
        }
        boolean inbound = IN.contains(direction);
        String theirs = cell(row, columns, inbound ? "from" : "to");
        String ours = cell(row, columns, inbound ? "to" : "from");
        Optional<ContactPoint> address = ContactPoint.email(Mailboxed.address(theirs));
        if (address.isEmpty()) {
            sink.refuse(what, "It names no e-mail address of a customer.");
            return;
        }
        if (row.cut()) {
            sink.refuse(what, "A part of it is longer than 20,000 characters; it was cut there.");
        }
        String subject = cell(row, columns, "subject");
        String thread = Keys.digest(address.get().value() + " " + Subjects.key(subject));
        if (conversations.add(thread)) {
            sink.add(new Thing.Conversation(thread, subject, "", address.get().value(), Mailboxed.name(theirs), false));
        }
        String author = inbound ? theirs : ours;
        String text = cell(row, columns, "text");
        sink.add(new Thing.Message(
                Keys.digest(at.get() + " " + direction + " " + thread + " " + text),
                thread,
                at.get(),
                inbound ? Thing.Way.INBOUND : Thing.Way.OUTBOUND,
                Channel.MAIL,
                "",
                Mailboxed.address(author),
                Mailboxed.name(author),
                subject,
                text,
                "",
                "",
                List.of()));
    }

    private static String cell(Csv.Row row, Map<String, Integer> columns, String name) {
        int at = columns.getOrDefault(name, -1);
        return at >= 0 && at < row.cells().size() ? row.cells().get(at).strip() : "";
    }
}
