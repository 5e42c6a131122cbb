package io.rapport.server.database;

/// Whether an acknowledged commit survives a power cut.
enum Durability {
    /// Every commit reaches the disk before it is acknowledged.
    ON_DISK("on", 40),
    /// For tests only: a crash of the machine loses or corrupts everything, and many test classes share one server.
    NONE_FOR_TESTS("off", 300);

    private final String setting;
    private final int connections;

    Durability(String setting, int connections) {
        this.setting = setting;
        this.connections = connections;
    }

    String setting() {
        return setting;
    }

    int connections() {
        return connections;
    }
}
