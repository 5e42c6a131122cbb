package io.rapport.server.voice;

import io.rapport.server.interaction.InteractionEvent.CallEnded.How;
import io.rapport.server.vocabulary.AgentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a live call stands.
sealed interface CallState {

    /// Nobody has answered yet.
    ///
    /// @param since when it began to ring, here or anew
    /// @param hears whether the caller was taken and hears music
    /// @param news when they are told next how it stands; empty: not yet known
    record Waiting(Instant since, boolean hears, Optional<Instant> news) implements CallState {
        Waiting(Instant since, boolean hears) {
            this(since, hears, Optional.empty());
        }

        /// From now on they hear music, and news.
        Waiting told(Instant next) {
            return new Waiting(since, true, Optional.of(next));
        }
    }

    /// One of us has answered, and that is being written down.
    record Taken(AgentId by, Waiting before) implements CallState {}

    /// We call them.
    record Dialling(AgentId by) implements CallState {}

    /// @param with who has it in hand
    /// @param alone since when nobody's line is there, and the customer hears music
    /// @param guests colleagues who have joined, in their order
    record Talking(AgentId with, Instant since, boolean held, Optional<Instant> alone, List<AgentId> guests)
            implements CallState {
        public Talking {
            guests = List.copyOf(guests);
        }

        Talking(AgentId with, Instant since) {
            this(with, since, false, Optional.empty(), List.of());
        }

        Talking held(boolean now) {
            return new Talking(with, since, now, Optional.empty(), guests);
        }

        Talking alone(Optional<Instant> now) {
            return new Talking(with, since, held, now, guests);
        }

        Talking joinedBy(AgentId guest) {
            List<AgentId> more = new ArrayList<>(guests);
            more.add(guest);
            return new Talking(with, since, held, alone, more);
        }

        /// One of several goes; if it was who had it in hand, the guest who came first has it from now on.
        Talking leftBy(AgentId agent) {
            List<AgentId> left = new ArrayList<>(guests);
            AgentId has = agent.equals(with) ? left.removeFirst() : with;
            left.remove(agent);
            return new Talking(has, since, held, alone, left);
        }
    }

    /// They are put through to a number outside, and hear it ring there.
    ///
    /// @param since when it was tried, or tried otherwise
    /// @param before as it is again where nobody answers
    /// @param left whether whoever put them through does not wait
    record Passing(AgentId by, Instant since, Talking before, boolean left) implements CallState {
        Passing again(Instant now) {
            return new Passing(by, now, before, left);
        }

        Passing withoutUs() {
            return new Passing(by, since, before, true);
        }

        Passing held(boolean now) {
            return new Passing(by, since, before.held(now), left);
        }
    }

    /// They speak with somebody outside, to whom one of us has put them through; none of us is in it.
    record Passed(AgentId by, Instant since) implements CallState {}

    /// @param recording false: they still hear the greeting
    record Voicemail(boolean recording) implements CallState {}

    /// @param with who of us spoke with them
    record Over(How how, Optional<AgentId> with) implements CallState {}

    /// Who of us is in it, whoever has it in hand first.
    default List<AgentId> agents() {
        List<AgentId> all = new ArrayList<>();
        agent().ifPresent(all::add);
        if (this instanceof Talking talking) {
            all.addAll(talking.guests());
        }
        return all;
    }

    /// Who of us has it in hand.
    default Optional<AgentId> agent() {
        return switch (this) {
            case Waiting _, Voicemail _, Passed _ -> Optional.empty();
            case Taken taken -> Optional.of(taken.by());
            case Dialling(var by) -> Optional.of(by);
            case Talking talking -> Optional.of(talking.with());
            case Passing passing -> passing.left() ? Optional.empty() : Optional.of(passing.by());
            case Over over -> over.with();
        };
    }
}
