package io.rapport.server.timer;

import java.time.Duration;

/// Something done again and again, at most by one process at a time. Declared as a bean by its module.
///
/// @param name durable and unique
/// @param every from the end of one run to the start of the next
/// @param run must be idempotent: after a crash it is run again
public record Job(String name, Duration every, Runnable run) {}
