package io.rapport.server.workforce;

import java.time.Duration;

/// A team as an administrator describes it.
public record TeamDraft(
        String name,
        String place,
        String address,
        String welcome,
        boolean fallback,
        Duration answerWithin,
        Calendar calendar,
        Catchment catchment,
        TeamPage page) {

    /// Of no place, without a page.
    public TeamDraft(
            String name,
            String place,
            String address,
            String welcome,
            boolean fallback,
            Duration answerWithin,
            Calendar calendar) {
        this(name, place, address, welcome, fallback, answerWithin, calendar, Catchment.NONE, TeamPage.NONE);
    }

    public TeamDraft {
        if (name.isBlank() || name.length() > 80) {
            throw new IllegalArgumentException("a team's name has 1 to 80 characters");
        }
        if (answerWithin.compareTo(Duration.ofMinutes(1)) < 0 || answerWithin.compareTo(Duration.ofDays(60)) > 0) {
            throw new IllegalArgumentException("a team answers within 1 minute to 60 days, not " + answerWithin);
        }
    }
}
