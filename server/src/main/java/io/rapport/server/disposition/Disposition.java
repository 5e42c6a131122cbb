package io.rapport.server.disposition;

/// One word for what came of a call.
///
/// @param name 1 to 40 characters
/// @param retired whether it is chosen no more; where it was chosen it stays
record Disposition(long id, String name, boolean retired) {
    static final int MAX_NAME = 40;
}
