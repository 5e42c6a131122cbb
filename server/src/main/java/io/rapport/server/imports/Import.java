package io.rapport.server.imports;

import java.time.Instant;
import java.util.List;

/// A file of customers, and how far it has come.
///
/// @param rows lines in the file, once they have been counted
/// @param taken lines done so far
/// @param kept after an undoing: people who stay because somebody has worked with them
record Import(
        long id,
        String name,
        long account,
        State state,
        String charset,
        char separator,
        List<String> headers,
        List<String> mapping,
        Filling filling,
        Instant uploaded,
        int rows,
        int taken,
        int made,
        int joined,
        int same,
        int refused,
        int undone,
        int kept) {
    enum State {
        DRAFT,
        RUNNING,
        STOPPED,
        DONE,
        UNDOING,
        UNDONE
    }
}
