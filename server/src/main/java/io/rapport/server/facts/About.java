package io.rapport.server.facts;

/// Whom a fact is about, with the tables in which such facts stand.
public enum About {
    PERSON("customer_fact", "customer_external_id", "customer"),
    ORGANISATION("organisation_fact", "organisation_external_id", "organisation");

    private final String facts;
    private final String ids;
    private final String column;

    About(String facts, String ids, String column) {
        this.facts = facts;
        this.ids = ids;
        this.column = column;
    }

    String facts() {
        return facts;
    }

    String ids() {
        return ids;
    }

    String column() {
        return column;
    }
}
