package io.rapport.server.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The lines of a file in batches in which no two name the same number or address: what the first of such lines makes
/// is
/// there when the second is looked at.
final class Batches implements AutoCloseable {
    private final Csv csv;
    private final LineReader reader;
    private final int most;
    private Optional<Line> waiting = Optional.empty();

    /// @param csv behind its headers
    Batches(Csv csv, LineReader reader, int most) {
        this.csv = csv;
        this.reader = reader;
        this.most = most;
    }

    /// Passes lines that were taken before.
    void skip(int lines) {
        for (int n = 0; n < lines; n++) {
            if (line().isEmpty()) {
                return;
            }
        }
    }

    /// Empty at the end of the file.
    List<Line> next() {
        List<Line> batch = new ArrayList<>();
        Set<Object> named = new HashSet<>();
        while (batch.size() < most) {
            Optional<Line> line = waiting.isPresent() ? waiting : line();
            waiting = Optional.empty();
            if (line.isEmpty()) {
                break;
            }
            boolean meets = line.get().points().stream().anyMatch(named::contains)
                    || line.get().ids().stream().anyMatch(named::contains);
            if (meets) {
                waiting = line;
                break;
            }
            named.addAll(line.get().points());
            named.addAll(line.get().ids());
            batch.add(line.get());
        }
        return batch;
    }

    private Optional<Line> line() {
        try {
            Optional<Csv.Row> row = csv.next();
            while (row.isPresent() && row.get().isBlank()) {
                row = csv.next();
            }
            return row.map(reader::read);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
