package io.rapport.server.database;

/// Whether an acknowledged commit survives a power cut.
enum Durability {
    /// Every commit reaches the disk before it is acknowledged.
    ON_DISK("on"),
    /// For tests only: a crash of the machine loses or corrupts everything.
    NONE_FOR_TESTS("off");

    private final String fsync;

    Durability(String fsync) {
        this.fsync = fsync;
    }

    String fsync() {
        return fsync;
    }
}
