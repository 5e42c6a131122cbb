package io.rapport.server.page;

import io.rapport.server.access.Accounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// The company's name as its customers' pages show it: the last known one while the database is away, so that a page
/// that keeps what somebody typed can still be shown.
public final class Company {
    private static final Logger log = LoggerFactory.getLogger(Company.class);

    private final Accounts accounts;
    private volatile String known = "";

    Company(Accounts accounts) {
        this.accounts = accounts;
    }

    /// Empty where none was given.
    public String name() {
        try {
            known = accounts.setting("company").orElse("");
        } catch (DataAccessException | TransactionException away) {
            log.warn("event=company-name-unknown cause={}", away.toString());
        }
        return known;
    }
}
