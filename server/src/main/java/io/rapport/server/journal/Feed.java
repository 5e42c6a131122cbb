package io.rapport.server.journal;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// The journal as other systems read it: events by their type, with ids as texts of digits. Thread-safe.
public final class Feed {
    private final Journal journal;
    private final EventCodec codec;

    Feed(Journal journal, EventCodec codec) {
        this.journal = journal;
        this.codec = codec;
    }

    /// All types there are, sorted.
    public List<String> types() {
        return codec.types();
    }

    public String type(Recorded event) {
        return codec.type(event.event());
    }

    /// What the event carries: ids, numbers, times and enumerations, never words.
    public JsonNode data(Recorded event) {
        return codec.tell(event.event());
    }

    /// The next events behind a place that can no longer be overtaken, oldest first.
    public List<Recorded> after(Recorded.Position place, int limit) {
        return journal.after(place, limit);
    }

    /// The last place that can no longer be overtaken.
    public Recorded.Position end() {
        return journal.end();
    }
}
