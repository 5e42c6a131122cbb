package io.rapport.server.recording;

import io.rapport.server.vocabulary.AgentId;
import java.util.Optional;

/// One recording while it goes on. What it is told is written down in order, afterwards; nothing here blocks.
/// Thread-safe.
public final class Take {
    private final long id;
    private final PartWriter writer;

    Take(long id, PartWriter writer) {
        this.id = id;
        this.writer = writer;
    }

    public long id() {
        return id;
    }

    /// Parts come in their order; one that is left out is silence.
    public void part(Part part) {
        if (!part.isSilent()) {
            writer.add(new PartWriter.Told.Sound(id, part));
        }
    }

    /// One of us is heard on it.
    public void agent(AgentId agent) {
        writer.add(new PartWriter.Told.Heard(id, agent));
    }

    /// One of us pauses it; until [#resumed] there is silence.
    ///
    /// @param millis from its beginning
    public void paused(AgentId by, int millis) {
        writer.add(new PartWriter.Told.Gap(id, Recording.Why.PAUSED, Optional.of(by), millis));
    }

    public void resumed(int millis) {
        writer.add(new PartWriter.Told.GapEnded(id, Recording.Why.PAUSED, millis));
    }

    /// They are on hold; until [#back] there is silence.
    public void held(int millis) {
        writer.add(new PartWriter.Told.Gap(id, Recording.Why.HELD, Optional.empty(), millis));
    }

    public void back(int millis) {
        writer.add(new PartWriter.Told.GapEnded(id, Recording.Why.HELD, millis));
    }

    /// @param millis its whole length
    public void end(int millis) {
        writer.add(new PartWriter.Told.Ended(id, millis));
    }
}
