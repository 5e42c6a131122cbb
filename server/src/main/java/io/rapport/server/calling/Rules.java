package io.rapport.server.calling;

import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/// The rules that stand now, read when they are asked for first and held in memory. Thread-safe.
final class Rules {
    private final RuleStore store;
    private final Holidays holidays;
    private final TransactionTemplate transaction;
    private volatile Optional<CallingHours> known = Optional.empty();

    Rules(RuleStore store, Holidays holidays, TransactionTemplate transaction) {
        this.store = store;
        this.holidays = holidays;
        this.transaction = transaction;
    }

    CallingHours now() {
        return known.orElseGet(this::read);
    }

    /// Reads them again: another process may have changed them.
    CallingHours read() {
        CallingHours read = new CallingHours(store.all(), holidays);
        known = Optional.of(read);
        return read;
    }

    void put(List<CallingRule> rules) {
        transaction.executeWithoutResult(status -> store.put(rules));
        read();
    }
}
