package io.rapport.server.voice;

import io.rapport.media.line.Line;
import io.rapport.server.voice.sound.Sounds;
import java.util.Optional;
import java.util.function.Consumer;

/// The page from which a call comes: it is not told, but shows how the call stands, and hears our ring. Nothing here
/// blocks. Thread-safe.
final class PageEnd implements FarEnd {
    private final Line line;
    private final Sounds sounds;
    private final Runnable changed;
    private volatile PageStanding standing = PageStanding.at(PageStanding.Stand.CONNECTING);
    private Optional<Consumer<CallNews>> listener = Optional.empty();
    private Optional<CallNews.TheyEnded> over = Optional.empty();

    /// @param changed called when it stands otherwise, also under locks: it must only wake somebody
    PageEnd(Line line, Sounds sounds, Runnable changed) {
        this.line = line;
        this.sounds = sounds;
        this.changed = changed;
    }

    PageStanding standing() {
        return standing;
    }

    /// They hang up, or nothing comes from them any more.
    void ended(boolean lost) {
        CallNews.TheyEnded news = new CallNews.TheyEnded(lost);
        Optional<Consumer<CallNews>> to;
        synchronized (this) {
            over = over.or(() -> Optional.of(news));
            to = listener;
        }
        to.ifPresent(by -> by.accept(news));
    }

    /// It never rang.
    void failed(PageStanding.Ending how) {
        show(PageStanding.ended(how));
    }

    private void show(PageStanding now) {
        if (!standing.equals(now)) {
            standing = now;
            changed.run();
        }
    }

    @Override
    public void listen(Consumer<CallNews> to) {
        Optional<CallNews.TheyEnded> already;
        synchronized (this) {
            listener = Optional.of(to);
            already = over;
        }
        already.ifPresent(to);
    }

    @Override
    public void stands(CallState state) {
        show(PageStanding.of(state));
    }

    @Override
    public void ring() {
        line.play(sounds.ringback(), true);
        show(PageStanding.at(PageStanding.Stand.RINGING));
    }

    @Override
    public void refuse(int status) {
        show(PageStanding.ended(PageStanding.Ending.BUSY));
    }

    /// Its sound is up before it rings.
    @Override
    public void accept() {}

    /// It sees that the call is over.
    @Override
    public void hangUp() {}

    @Override
    public void silent() {
        ended(true);
    }

    @Override
    public void left() {
        ended(false);
    }
}
