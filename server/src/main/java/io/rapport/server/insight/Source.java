package io.rapport.server.insight;

/// What one row of a figure is. All rows have `id`, `customer`, `matter`, `team`, `reason`, `channel`,
/// `survey` and `at`, by which they are cut into slices; [FigureStore] knows where they come from.
enum Source {
    /// One question put to one person, with the vote that came of it, at the time at which they were asked.
    /// Questions of a series that its survey has left are not among them.
    ASKS,
    /// One who was asked again after what a vote of theirs had led to was done: the face before, the face
    /// after.
    ASKED_AGAIN,
    /// One promise to call, with its first attempts, at the time at which they asked for it.
    CALL_BACKS,
    /// One whose first face was red, and how long it took until we called, at the time at which they were
    /// asked.
    RED_FACES
}
