package io.rapport.server.feedback;

import java.util.Optional;

/// What somebody says on a vote's page.
///
/// @param again whether they had to say it again; empty: they did not say
/// @param comment in their words, at most 5,000 characters; may be empty
record Ballot(int answer, Optional<Boolean> again, String comment) {
    static final int MAX_COMMENT = 5_000;

    /// Whether somebody answers it in writing, where they don't want to be called.
    boolean isOwedAnAnswer(Scale scale) {
        return scale.isLow(answer) || !comment.isBlank();
    }
}
