package io.rapport.server.recording;

import java.util.List;

/// How loud a recording is over its length, both channels, in as many columns as fit a screen. Pure.
///
/// @param columnMillis how long one column is
/// @param left 0 to 100, a column each
/// @param right as long
record Levels(int columnMillis, int[] left, int[] right) {
    private static final int MOST_COLUMNS = 1_200;
    private static final int EACH_MILLIS = 100;
    private static final int A_PART = 5_000 / EACH_MILLIS;

    static Levels of(int millis, List<RecordingStore.Kept> parts) {
        int tenths = Math.max(1, (millis + EACH_MILLIS - 1) / EACH_MILLIS);
        int joined = (tenths + MOST_COLUMNS - 1) / MOST_COLUMNS;
        int columns = (tenths + joined - 1) / joined;
        int[] left = new int[columns];
        int[] right = new int[columns];
        for (RecordingStore.Kept part : parts) {
            int count = part.levels().length / 2;
            for (int i = 0; i < count; i++) {
                int column = (part.number() * A_PART + i) / joined;
                if (column < columns) {
                    left[column] = Math.max(left[column], part.levels()[i]);
                    right[column] = Math.max(right[column], part.levels()[count + i]);
                }
            }
        }
        return new Levels(joined * EACH_MILLIS, left, right);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return columnMillis;
    }

    @Override
    public String toString() {
        return "Levels[" + left.length + " of " + columnMillis + " ms]";
    }
}
