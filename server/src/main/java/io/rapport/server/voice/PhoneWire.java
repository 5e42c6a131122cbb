package io.rapport.server.voice;

import io.rapport.server.vocabulary.OneOf;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What goes over the wire to the desktop about calls. Ids are texts of digits.
final class PhoneWire {
    private PhoneWire() {}

    record CustomerRef(String id, String name) {}

    /// What one of us sees of the telephone.
    ///
    /// @param open whether telephones are set up: a trunk and a number, or a page from which visitors may call
    /// @param line whether sound goes to and from this agent's browser
    /// @param speaks how their browser had better speak, as whom it speaks with does: where its line was answered
    ///     otherwise first, it offers anew, and is answered so; null without a line
    /// @param desk whether a telephone on their desk is there
    /// @param deskFirst whether that rings first when they call somebody from here
    /// @param pickUp whom they call as soon as they have picked up the telephone on their desk, which rings
    /// @param calls theirs: ringing at them (the oldest five), dialling, talking, held; oldest first
    /// @param waiting callers of their team whom nobody has answered, longest first; at most fifty
    /// @param waits how many there are
    /// @param listening the call of others that they hear
    record PhoneView(
            boolean open,
            boolean line,

            @OneOf(or = {"PCMA", "PCMU", "G722", "OPUS"}) @Nullable
            String speaks,

            boolean desk,
            boolean deskFirst,
            @Nullable CustomerRef pickUp,
            List<CallView> calls,
            List<WaitingView> waiting,
            int waits,
            @Nullable WrapUpView wrapUp,
            @Nullable ListeningView listening) {

        /// Whether nothing happens.
        boolean quiet() {
            return !line && !desk && calls.isEmpty() && waiting.isEmpty() && wrapUp == null && listening == null;
        }
    }

    /// @param number E.164, or as it came; empty: withheld
    /// @param door the name of the door by which they called; empty where we call
    /// @param page the address of the page from which they call, as their browser says; null by telephone
    /// @param since when it began to ring, or we to dial
    /// @param promise to answer them, or for which we call
    /// @param desk whether they are in it at the telephone on their desk, not in the browser
    /// @param colleagues others of us who are in it; whoever has it in hand first
    /// @param asked the colleague at whom it rings to join
    /// @param sound how it can be heard, while we talk
    /// @param listeners others of us who hear it without being in it
    record CallView(
            String id,
            @OneOf(or = {"IN", "OUT"}) String direction,

            @OneOf(or = {"RINGING", "DIALLING", "TALKING", "HELD"})
            String state,

            CustomerRef customer,
            String number,
            String door,
            @Nullable String page,
            @OneOf(RingPolicy.Why.class) String why,
            Instant since,
            @Nullable Instant answeredAt,
            @Nullable String promise,
            @Nullable String matter,
            boolean desk,
            List<String> colleagues,
            @Nullable String asked,
            @Nullable SoundView sound,
            List<ListenerView> listeners) {}

    /// One of us who hears a call without being in it.
    ///
    /// @param how `WHISPERS`: those of us who are in the call hear them; nobody else does
    record ListenerView(
            String agent, @OneOf(ListeningIn.How.class) String how, Instant since) {}

    /// A call of others that one of us hears.
    ///
    /// @param agents who of us is in it; whoever has it in hand first
    /// @param held whether the customer hears music
    record ListeningView(
            String call,
            CustomerRef customer,
            List<String> agents,
            @OneOf(ListeningIn.How.class) String how,
            Instant since,
            boolean held) {}

    /// @param theirs how the customer's line sounds; none yet in the first seconds
    /// @param yours how the line to this agent's browser sounds
    /// @param faults that last
    /// @param recording whether it is recorded, or is to be once they have heard of it or agreed
    record SoundView(
            @Nullable MeterView theirs,
            @Nullable MeterView yours,
            List<FaultView> faults,
            @OneOf(CallRecorder.State.class) String recording) {}

    /// @param grade the worse of both ways
    /// @param lostPercent of what comes from there
    /// @param farLostPercent of what goes there, as that end says; none: it says nothing
    /// @param jitterMillis mean deviation of the packets' distances
    record MeterView(
            @OneOf(or = {"GOOD", "ROUGH", "BAD"}) String grade,

            int lostPercent,
            @Nullable Integer farLostPercent,
            int jitterMillis,
            @Nullable Integer roundTripMillis) {}

    /// @param whose line it is about
    record FaultView(
            @OneOf(
                    or = {
                        "DEAD_AIR",
                        "NOTHING_COMES",
                        "ONLY_SILENCE",
                        "NOTHING_ARRIVES",
                        "TWO_SOURCES",
                        "STRANGER",
                        "UNPROVEN",
                        "LOOP",
                        "ASTRAY"
                    })
            String fault,

            @OneOf(or = {"CUSTOMER", "YOU", "COLLEAGUE", "ALL"})
            String whose,

            Instant since) {}

    /// @param hears whether they hear a greeting or music
    record WaitingView(String id, CustomerRef customer, String number, Instant since, boolean hears) {}

    /// @param call after which it is
    /// @param interaction as which that call stands on the timeline
    record WrapUpView(
            String call,
            String interaction,
            CustomerRef customer,
            Instant until,
            @Nullable String promise) {}

    record PhoneSaid(String kind, long seq, PhoneView phone) {}
}
