package io.rapport.server.voice;

import io.rapport.media.sip.call.LegWatcher;
import java.util.Optional;

/// Makes what is done at a telephone on a desk news of its call, once that is known. Thread-safe.
class AtDesk implements DeskLine.Watcher {
    private final Switchboard switchboard;
    private volatile Optional<Long> call = Optional.empty();

    AtDesk(Switchboard switchboard) {
        this.switchboard = switchboard;
    }

    /// The telephone is in this call; should it have hung up a moment ago, so it has.
    void is(long known, DeskLine desk) {
        call = Optional.of(known);
        desk.over().ifPresent(how -> ended(desk, how));
    }

    private void tell(DeskLine desk, CallNews news) {
        call.ifPresent(id -> switchboard.atDesk(id, desk, news));
    }

    @Override
    public void picked(DeskLine desk) {}

    @Override
    public void held(DeskLine desk, boolean held) {
        tell(desk, new CallNews.Held(held));
    }

    @Override
    public void ended(DeskLine desk, LegWatcher.Ending how) {
        tell(
                desk,
                how instanceof LegWatcher.Ending.Lost || desk.spares()
                        ? new CallNews.LineAway(desk.agent())
                        : new CallNews.HungUp(desk.agent()));
    }
}
