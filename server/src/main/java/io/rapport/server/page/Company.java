package io.rapport.server.page;

import io.rapport.server.access.Accounts;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// The company's name as its customers' pages show it: the last known one while the database is away, so that a page
/// that keeps what somebody typed can still be shown.
public final class Company {
    static final Duration LASTS = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(Company.class);

    private final Accounts accounts;
    private volatile String known = "";
    private volatile long askedAt;
    private volatile boolean asked;

    Company(Accounts accounts) {
        this.accounts = accounts;
    }

    /// Empty where none was given. A new name shows within [#LASTS].
    public String name() {
        long now = System.nanoTime();
        if (asked && now - askedAt < LASTS.toNanos()) {
            return known;
        }
        try {
            known = accounts.setting("company").orElse("");
            askedAt = now;
            asked = true;
        } catch (DataAccessException | TransactionException away) {
            log.warn("event=company-name-unknown cause={}", away.toString());
        }
        return known;
    }
}
