package io.rapport.server.insight;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/// How long one point of a trend is.
enum Step {
    /// Monday to Sunday.
    WEEK("(x.day - (x.day - date '2001-01-01') % 7)"),
    MONTH("date_trunc('month', x.day::timestamp)::date");

    /// Points of a trend at the most; of a longer stretch the newest are shown.
    static final int MOST = 60;

    private final String begins;

    Step(String begins) {
        this.begins = begins;
    }

    /// The day on which the point of a row begins, as SQL. The first of January 2001 was a Monday, and no
    /// day that we count is before it.
    String begins() {
        return begins;
    }

    LocalDate begin(LocalDate day) {
        return this == WEEK ? day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) : day.withDayOfMonth(1);
    }

    LocalDate next(LocalDate begin) {
        return this == WEEK ? begin.plusWeeks(1) : begin.plusMonths(1);
    }

    /// The days on which the points of a stretch of days begin, in order.
    List<LocalDate> points(LocalDate first, LocalDate last) {
        List<LocalDate> points = new ArrayList<>();
        for (LocalDate at = begin(first); !at.isAfter(last); at = next(at)) {
            points.add(at);
        }
        return points.subList(Math.max(0, points.size() - MOST), points.size());
    }
}
