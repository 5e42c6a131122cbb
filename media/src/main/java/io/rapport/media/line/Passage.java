package io.rapport.media.line;

/// How what a line let its far side hear came about, in packets.
///
/// @param passed as they came from another: no sound was written anew
/// @param rewritten of another's sound, because both sides speak otherwise
/// @param made here: what was mixed, played, or said so that the line is not silent
public record Passage(long passed, long rewritten, long made) {}
