package io.rapport.server.imports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;

/// Carries imports on, some seconds at a time, so that other jobs get their turn. What has been taken is in the
/// database with each batch: after a restart it goes on where it stood.
final class ImportRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final Duration FILES_KEPT = Duration.ofHours(23);

    private final Imports imports;
    private final Clock clock;
    private Optional<Open> open = Optional.empty();

    ImportRunner(Imports imports, Clock clock) {
        this.imports = imports;
        this.clock = clock;
    }

    /// A file that is being read, and how many of its lines were taken.
    private record Open(long id, int taken, Batches batches) {}

    synchronized void run() {
        Instant until = clock.instant().plus(TURN);
        imports.forget(clock.instant().minus(FILES_KEPT));
        Optional<Import> busy = imports.busy();
        try {
            while (busy.isPresent() && clock.instant().isBefore(until)) {
                if (busy.get().state() == Import.State.UNDOING) {
                    imports.undoSome(busy.get());
                } else {
                    take(busy.get());
                }
                busy = imports.busy();
            }
        } catch (TransientDataAccessException raced) {
            // Somebody merged or wrote to one of them just now: the batch is taken anew with the next turn.
            close();
        } catch (RuntimeException failed) {
            // The reader stands behind lines that were not taken.
            close();
            throw failed;
        }
        if (busy.isEmpty()) {
            close();
        }
    }

    private void take(Import one) {
        Batches batches = reader(one);
        List<Line> batch = batches.next();
        if (batch.isEmpty()) {
            close();
            imports.done(one.id());
            LOG.info("import={} done taken={} made={} refused={}", one.id(), one.taken(), one.made(), one.refused());
        } else if (imports.take(one, batch)) {
            open = Optional.of(new Open(one.id(), one.taken() + batch.size(), batches));
        } else {
            close();
        }
    }

    private Batches reader(Import one) {
        Optional<Open> same = open.filter(o -> o.id() == one.id() && o.taken() == one.taken());
        if (same.isPresent()) {
            return same.get().batches();
        }
        close();
        List<Target> targets = imports.targets(one, one.mapping())
                .orElseThrow(() -> new IllegalStateException("import " + one.id() + " names a field that is gone"));
        Batches fresh = imports.open(one, targets);
        fresh.skip(one.taken());
        open = Optional.of(new Open(one.id(), one.taken(), fresh));
        return fresh;
    }

    private void close() {
        open.ifPresent(o -> o.batches().close());
        open = Optional.empty();
    }
}
