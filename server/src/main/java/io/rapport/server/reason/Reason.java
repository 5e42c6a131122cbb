package io.rapport.server.reason;

/// One word for what a matter is about.
///
/// @param id 0: it is new
/// @param name 1 to 40 characters
/// @param retired whether it is chosen no more; where it was chosen it stays
public record Reason(long id, String name, boolean retired) {
    static final int MAX_NAME = 40;
}
