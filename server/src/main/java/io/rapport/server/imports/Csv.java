package io.rapport.server.imports;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads comma-separated values (RFC 4180, with any separator) record by record; memory is bounded by one record.
public final class Csv implements AutoCloseable {
    /// Characters of one cell, and cells of one record, at the most; what is more is cut off, and the record says so.
    static final int MAX_CELL = 20_000;

    static final int MAX_CELLS = 300;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final PushbackReader in;
    private final char separator;
    private int line = 1;
    private boolean begun;

    public Csv(Reader in, char separator) {
        this.in = new PushbackReader(in, 1);
        this.separator = separator;
    }

    /// @param line on which it begins, the first being 1
    /// @param cut whether a cell, or the record, was longer than any should be
    public record Row(int line, List<String> cells, boolean cut) {
        public boolean isBlank() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    /// Which of the three separators stands most often outside of quotes on the first line.
    public static char separator(String start) {
        int[] counts = new int[3];
        boolean quoted = false;
        for (int n = 0; n < start.length(); n++) {
            char one = start.charAt(n);
            if (one == '"') {
                quoted = !quoted;
            } else if (!quoted && (one == '\n' || one == '\r')) {
                break;
            } else if (!quoted) {
                int which = ",;\t".indexOf(one);
                if (which >= 0) {
                    counts[which]++;
                }
            }
        }
        return counts[1] > counts[0] && counts[1] >= counts[2] ? ';' : counts[2] > counts[0] ? '\t' : ',';
    }

    /// The next record; empty at the end.
    public Optional<Row> next() throws IOException {
        int one = read();
        if (!begun) {
            begun = true;
            one = one == BYTE_ORDER_MARK ? read() : one;
        }
        if (one < 0) {
            return Optional.empty();
        }
        int start = line;
        boolean cut = false;
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean wasQuoted = false;
        while (true) {
            if (quoted) {
                if (one < 0) {
                    break;
                }
                if (one == '"') {
                    int after = read();
                    if (after == '"') {
                        cut |= !append(cell, '"');
                    } else {
                        quoted = false;
                        wasQuoted = true;
                        one = after;
                        continue;
                    }
                } else {
                    line += one == '\n' ? 1 : 0;
                    cut |= !append(cell, (char) one);
                }
            } else if (one == '"' && cell.isEmpty() && !wasQuoted) {
                quoted = true;
            } else if (one == separator) {
                cut |= !add(cells, cell);
                wasQuoted = false;
            } else if (one < 0 || one == '\n' || one == '\r') {
                break;
            } else {
                cut |= !append(cell, (char) one);
            }
            one = read();
        }
        endOfLine(one);
        cut |= !add(cells, cell);
        return Optional.of(new Row(start, cells, cut));
    }

    private void endOfLine(int one) throws IOException {
        if (one == '\r') {
            int after = read();
            if (after >= 0 && after != '\n') {
                in.unread(after);
            }
        }
        line++;
    }

    private static boolean append(StringBuilder cell, char one) {
        if (cell.length() >= MAX_CELL) {
            return false;
        }
        cell.append(one);
        return true;
    }

    private static boolean add(List<String> cells, StringBuilder cell) {
        boolean fits = cells.size() < MAX_CELLS;
        if (fits) {
            cells.add(cell.toString());
        }
        cell.setLength(0);
        return fits;
    }

    private int read() throws IOException {
        return in.read();
    }

    /// One cell as it goes into a file: quoted where it must be, and never taken for a formula by a spreadsheet.
    public static String cell(String text) {
        String harmless = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain = harmless.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r' || c == ';');
        return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
