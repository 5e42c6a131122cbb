package io.rapport.server.calling;

import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/// The rules that stand now, held in memory. Thread-safe.
final class Rules {
    private final RuleStore store;
    private final Holidays holidays;
    private final TransactionTemplate transaction;
    private volatile CallingHours now;

    Rules(RuleStore store, Holidays holidays, TransactionTemplate transaction) {
        this.store = store;
        this.holidays = holidays;
        this.transaction = transaction;
        this.now = new CallingHours(store.all(), holidays);
    }

    CallingHours now() {
        return now;
    }

    void put(List<CallingRule> rules) {
        transaction.executeWithoutResult(status -> store.put(rules));
        now = new CallingHours(store.all(), holidays);
    }
}
