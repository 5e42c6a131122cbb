package io.rapport.server.voice;

import io.rapport.server.interaction.InteractionEvent.CallEnded.How;
import io.rapport.server.vocabulary.AgentId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides what becomes of a call by what happens to it. What no longer matters changes nothing. Pure.
///
/// @param greetAfter how long it rings before the caller is taken and hears music
/// @param longestWait before they are asked to leave a message
/// @param parked how long a call is kept for an agent whose browser has gone
/// @param newsEvery after which time those who wait are told how it stands, again and again
record CallMachine(Duration greetAfter, Duration longestWait, Duration parked, Duration newsEvery) {
    /// So long it may ring at whom somebody is put through to.
    static final Duration RINGS = Duration.ofSeconds(60);

    /// Two lines of a trunk are not kept for ever because somebody forgot to hang up.
    static final Duration LONGEST_WITHOUT_US = Duration.ofHours(4);

    /// So long a page that somebody loads anew has no line.
    private static final Duration LOADED_ANEW = Duration.ofSeconds(3);

    /// What is to be done on the line, in this order.
    enum Deed {
        /// Takes the call; nothing where it was taken already.
        ACCEPT,
        /// Plays music, over and over.
        MUSIC,
        /// Plays the team's greeting once, or music where there is none.
        WELCOME,
        /// Tells how it stands.
        NEWS,
        /// Plays what tells that a message can be left.
        GREET,
        /// The same, since the team does not work.
        GREET_CLOSED,
        RECORD,
        /// Customer and agent hear each other.
        CONNECT,
        /// They hear that it rings elsewhere.
        RINGBACK,
        /// They and whom they are put through to hear each other.
        THROUGH,
        HANG_UP
    }

    record Step(CallState state, List<Deed> deeds) {
        static Step to(CallState state, Deed... deeds) {
            return new Step(state, List.of(deeds));
        }
    }

    Step step(CallState state, CallNews news, Instant now) {
        return switch (state) {
            case CallState.Waiting waiting -> waiting(waiting, news, now);
            case CallState.Taken taken -> taken(taken, news, now);
            case CallState.Dialling dialling -> dialling(dialling, news, now);
            case CallState.Talking talking -> talking(talking, news, now);
            case CallState.Passing passing -> passing(passing, news, now);
            case CallState.Passed passed -> passed(passed, news, now);
            case CallState.Voicemail voicemail -> voicemail(voicemail, news);
            case CallState.Over over -> Step.to(over);
        };
    }

    private Step waiting(CallState.Waiting waiting, CallNews news, Instant now) {
        return switch (news) {
            case CallNews.Beat(boolean reachable) -> {
                Duration waited = Duration.between(waiting.since(), now);
                boolean nobody = !reachable && waited.compareTo(LOADED_ANEW) >= 0;
                if (nobody || waited.compareTo(longestWait) >= 0) {
                    yield Step.to(new CallState.Voicemail(false), Deed.ACCEPT, Deed.GREET);
                }
                yield waiting.hears()
                        ? informed(waiting, now)
                        : waited.compareTo(greetAfter) >= 0
                                ? Step.to(waiting.told(now.plus(newsEvery)), Deed.ACCEPT, Deed.WELCOME)
                                : Step.to(waiting);
            }
            case CallNews.Played _ -> waiting.hears() ? Step.to(waiting, Deed.MUSIC) : Step.to(waiting);
            case CallNews.Closed _ -> Step.to(new CallState.Voicemail(false), Deed.ACCEPT, Deed.GREET_CLOSED);
            case CallNews.Claimed(var by) -> Step.to(new CallState.Taken(by, waiting));
            case CallNews.TheyEnded _ -> Step.to(new CallState.Over(How.MISSED, Optional.empty()));
            default -> Step.to(waiting);
        };
    }

    private Step informed(CallState.Waiting waiting, Instant now) {
        CallState.Waiting next = waiting.told(now.plus(newsEvery));
        if (waiting.news().isEmpty()) {
            return Step.to(next);
        }
        return waiting.news().get().isAfter(now) ? Step.to(waiting) : Step.to(next, Deed.NEWS);
    }

    private static Step taken(CallState.Taken taken, CallNews news, Instant now) {
        return switch (news) {
            case CallNews.Kept _ -> Step.to(new CallState.Talking(taken.by(), now), Deed.ACCEPT, Deed.CONNECT);
            case CallNews.NotKept _ -> Step.to(taken.before());
            case CallNews.Played _ -> Step.to(taken, Deed.MUSIC);
            case CallNews.TheyEnded _ -> Step.to(new CallState.Over(How.MISSED, Optional.empty()));
            default -> Step.to(taken);
        };
    }

    private static Step dialling(CallState.Dialling dialling, CallNews news, Instant now) {
        CallState over = new CallState.Over(How.UNANSWERED, Optional.of(dialling.by()));
        return switch (news) {
            case CallNews.TheyAnswered _ -> Step.to(new CallState.Talking(dialling.by(), now), Deed.CONNECT);
            case CallNews.TheyEnded _ -> Step.to(over);
            case CallNews.HungUp _, CallNews.LineAway _ -> Step.to(over, Deed.HANG_UP);
            default -> Step.to(dialling);
        };
    }

    private Step talking(CallState.Talking talking, CallNews news, Instant now) {
        return switch (news) {
            case CallNews.Beat _ ->
                talking.alone()
                                .filter(since -> !since.plus(parked).isAfter(now))
                                .isPresent()
                        ? Step.to(new CallState.Waiting(now, true))
                        : Step.to(talking);
            case CallNews.Held(boolean held) ->
                talking.held() == held || talking.alone().isPresent()
                        ? Step.to(talking)
                        : Step.to(talking.held(held), held ? Deed.MUSIC : Deed.CONNECT);
            case CallNews.LineAway(var of) -> lineAway(talking, of, now);
            case CallNews.LineBack _ ->
                Step.to(talking.alone(Optional.empty()), talking.held() ? Deed.MUSIC : Deed.CONNECT);
            case CallNews.Joined(var by) ->
                talking.agents().contains(by)
                        ? Step.to(talking)
                        : Step.to(
                                talking.alone().isPresent()
                                        ? talking.joinedBy(by).leftBy(talking.with())
                                        : talking.joinedBy(by),
                                talking.held() ? Deed.MUSIC : Deed.CONNECT);
            case CallNews.PutThrough(var by) ->
                by.equals(talking.with()) && talking.guests().isEmpty()
                        ? Step.to(new CallState.Passing(by, now, talking, false), Deed.RINGBACK)
                        : Step.to(talking);
            case CallNews.Queued _ -> Step.to(new CallState.Waiting(now, true), Deed.MUSIC);
            case CallNews.HungUp(var by) ->
                talking.guests().isEmpty()
                        ? Step.to(new CallState.Over(How.TALKED, Optional.of(talking.with())), Deed.HANG_UP)
                        : Step.to(talking.leftBy(by));
            case CallNews.TheyEnded(boolean lost) ->
                lost
                        ? Step.to(new CallState.Over(How.CUT, Optional.of(talking.with())), Deed.HANG_UP)
                        : Step.to(new CallState.Over(How.TALKED, Optional.of(talking.with())));
            default -> Step.to(talking);
        };
    }

    /// While a colleague is there, whoever's browser has gone is a guest until it is back; else the customer hears
    /// music.
    private static Step lineAway(CallState.Talking talking, AgentId of, Instant now) {
        if (!of.equals(talking.with())) {
            return Step.to(talking);
        }
        return talking.guests().isEmpty()
                ? Step.to(talking.alone(Optional.of(now)), Deed.MUSIC)
                : Step.to(talking.leftBy(of).joinedBy(of));
    }

    private static Step passing(CallState.Passing passing, CallNews news, Instant now) {
        CallState over = new CallState.Over(How.TALKED, Optional.of(passing.by()));
        return switch (news) {
            case CallNews.Beat _ ->
                passing.since().plus(RINGS).isAfter(now) ? Step.to(passing) : notThrough(passing, now);
            case CallNews.PutThrough _ -> Step.to(passing.again(now));
            case CallNews.Through _ -> Step.to(new CallState.Passed(passing.by(), now), Deed.THROUGH);
            case CallNews.NotThrough _ -> notThrough(passing, now);
            case CallNews.GivenAway _ -> Step.to(over, Deed.HANG_UP);
            case CallNews.Held(boolean held) -> Step.to(passing.held(held));
            case CallNews.HungUp _ -> Step.to(passing.withoutUs());
            case CallNews.TheyEnded(boolean lost) -> lost ? Step.to(over, Deed.HANG_UP) : Step.to(over);
            default -> Step.to(passing);
        };
    }

    /// Whoever put them through has them again; where they have left, it rings anew.
    private static Step notThrough(CallState.Passing passing, Instant now) {
        return passing.left()
                ? Step.to(new CallState.Waiting(now, true), Deed.MUSIC)
                : Step.to(passing.before(), passing.before().held() ? Deed.MUSIC : Deed.CONNECT);
    }

    private static Step passed(CallState.Passed passed, CallNews news, Instant now) {
        CallState over = new CallState.Over(How.TALKED, Optional.of(passed.by()));
        return switch (news) {
            case CallNews.Beat _ ->
                passed.since().plus(LONGEST_WITHOUT_US).isAfter(now) ? Step.to(passed) : Step.to(over, Deed.HANG_UP);
            case CallNews.NotThrough _ -> Step.to(over, Deed.HANG_UP);
            case CallNews.TheyEnded(boolean lost) -> lost ? Step.to(over, Deed.HANG_UP) : Step.to(over);
            default -> Step.to(passed);
        };
    }

    private static Step voicemail(CallState.Voicemail voicemail, CallNews news) {
        CallState over = new CallState.Over(How.VOICEMAIL, Optional.empty());
        return switch (news) {
            case CallNews.Played _ ->
                voicemail.recording() ? Step.to(voicemail) : Step.to(new CallState.Voicemail(true), Deed.RECORD);
            case CallNews.Full _, CallNews.Silent _ -> Step.to(over, Deed.HANG_UP);
            case CallNews.TheyEnded _ ->
                voicemail.recording() ? Step.to(over) : Step.to(new CallState.Over(How.MISSED, Optional.empty()));
            default -> Step.to(voicemail);
        };
    }
}
