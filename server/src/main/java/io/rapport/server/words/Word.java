package io.rapport.server.words;

/// One word of a list.
///
/// @param id 0: it is new
/// @param name 1 to 40 characters
/// @param retired whether it is chosen no more; where it was chosen it stays
public record Word(long id, String name, boolean retired) {
    static final int MAX_NAME = 40;
}
