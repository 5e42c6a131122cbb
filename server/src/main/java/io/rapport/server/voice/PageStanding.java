package io.rapport.server.voice;

import io.rapport.server.interaction.InteractionEvent.CallEnded.How;
import io.rapport.server.vocabulary.AgentId;
import java.time.Instant;
import java.util.Optional;

/// How a call from a page stands, as its visitor may know it.
///
/// @param with who of us speaks with them, or did
/// @param since when they began to speak
/// @param ending why it is over; empty before
public record PageStanding(Stand stand, Optional<AgentId> with, Optional<Instant> since, Optional<Ending> ending) {

    public enum Stand {
        /// Sound does not go both ways yet; it rings nowhere.
        CONNECTING,
        RINGING,
        /// Nobody has answered yet, and they hear music.
        WAITING,
        TALKING,
        HELD,
        /// The browser of who speaks with them has gone, and they hear music.
        ALONE,
        /// They hear that a message can be left.
        GREETED,
        RECORDED,
        ENDED
    }

    public enum Ending {
        TALKED,
        /// Nobody answered before they hung up.
        MISSED,
        /// They were asked for a message.
        VOICEMAIL,
        /// It was lost while they talked.
        CUT,
        /// All lines were taken.
        BUSY,
        /// Their network let no sound through.
        UNCONNECTED
    }

    static PageStanding at(Stand stand) {
        return new PageStanding(stand, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static PageStanding ended(Ending how) {
        return new PageStanding(Stand.ENDED, Optional.empty(), Optional.empty(), Optional.of(how));
    }

    /// As a state shows.
    static PageStanding of(CallState state) {
        return switch (state) {
            case CallState.Waiting waiting -> at(waiting.hears() ? Stand.WAITING : Stand.RINGING);
            case CallState.Taken taken -> of(taken.before());
            case CallState.Dialling _ -> at(Stand.CONNECTING);
            case CallState.Talking talking ->
                new PageStanding(
                        talking.alone().isPresent() ? Stand.ALONE : talking.held() ? Stand.HELD : Stand.TALKING,
                        Optional.of(talking.with()),
                        Optional.of(talking.since()),
                        Optional.empty());
            case CallState.Passing passing ->
                new PageStanding(
                        Stand.HELD,
                        Optional.of(passing.by()),
                        Optional.of(passing.before().since()),
                        Optional.empty());
            case CallState.Passed passed ->
                new PageStanding(Stand.TALKING, Optional.empty(), Optional.of(passed.since()), Optional.empty());
            case CallState.Voicemail voicemail -> at(voicemail.recording() ? Stand.RECORDED : Stand.GREETED);
            case CallState.Over over ->
                new PageStanding(Stand.ENDED, over.with(), Optional.empty(), Optional.of(ending(over.how())));
        };
    }

    private static Ending ending(How how) {
        return switch (how) {
            case TALKED -> Ending.TALKED;
            case MISSED, UNANSWERED -> Ending.MISSED;
            case VOICEMAIL -> Ending.VOICEMAIL;
            case CUT -> Ending.CUT;
        };
    }
}
