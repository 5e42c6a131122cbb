package io.rapport.server.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The columns in which figures are counted, as SQL: for each how many rows are in, how many of those are
/// hits, and how many the opposite.
final class Counting {
    private Counting() {}

    static List<Figure> of(Source source) {
        return Stream.of(Figure.values())
                .filter(figure -> figure.definition().source() == source)
                .toList();
    }

    static String n(Figure figure) {
        return figure.name().toLowerCase(Locale.ROOT) + "_n";
    }

    static String hit(Figure figure) {
        return figure.name().toLowerCase(Locale.ROOT) + "_hit";
    }

    static String against(Figure figure) {
        return figure.name().toLowerCase(Locale.ROOT) + "_against";
    }

    /// In the order of the figures. What is always all of them, or none, has no column.
    static List<String> columns(Source source) {
        return of(source).stream().flatMap(Counting::columns).toList();
    }

    private static Stream<String> columns(Figure figure) {
        return Stream.of(n(figure), hit(figure), against(figure)).filter(column -> isCounted(figure, column));
    }

    static boolean isCounted(Figure figure, String column) {
        Definition what = figure.definition();
        return column.endsWith("_n")
                || (column.endsWith("_hit")
                        ? !what.hit().equals(Definition.ALL)
                        : !what.against().equals(Definition.NONE));
    }

    /// What makes those columns of rows.
    static List<String> counts(Source source) {
        List<String> counts = new ArrayList<>();
        for (Figure figure : of(source)) {
            Definition what = figure.definition();
            String in = "(" + what.in() + ")";
            counts.add("count(*) filter (where " + in + ")::int as " + n(figure));
            if (isCounted(figure, hit(figure))) {
                counts.add("count(*) filter (where " + in + " and (" + what.hit() + "))::int as " + hit(figure));
            }
            if (isCounted(figure, against(figure))) {
                counts.add(
                        "count(*) filter (where " + in + " and (" + what.against() + "))::int as " + against(figure));
            }
        }
        return counts;
    }

    /// What adds those columns up. As integers all the way: PostgreSQL adds up what is larger as decimals, which takes
    /// several times as long, and there are not two thousand million of anything here.
    static List<String> sums(Source source) {
        return columns(source).stream()
                .map(column -> "coalesce(sum(" + column + "), 0)::int as " + column)
                .toList();
    }

    /// Median and p90 of times, in `median_` and `p90_` and the figure's name.
    static List<String> times(Source source) {
        List<String> times = new ArrayList<>();
        for (Figure figure : of(source)) {
            if (figure.definition().kind() == Definition.Kind.TIME) {
                String in = " within group (order by seconds) filter (where ("
                        + figure.definition().in() + ")) as ";
                times.add(
                        "percentile_disc(0.5)" + in + "median_" + figure.name().toLowerCase(Locale.ROOT));
                times.add("percentile_disc(0.9)" + in + "p90_" + figure.name().toLowerCase(Locale.ROOT));
            }
        }
        return times;
    }
}
