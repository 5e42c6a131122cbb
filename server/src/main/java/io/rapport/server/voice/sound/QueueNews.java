package io.rapport.server.voice.sound;

/// What is true for somebody who waits, at one moment.
///
/// @param busy whether all of their team who are in are with others
/// @param before callers of the same team who have waited longer
/// @param callable whether we have a number at which they are called back
public record QueueNews(boolean busy, int before, boolean callable) {}
