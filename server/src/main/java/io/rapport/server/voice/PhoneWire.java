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
    /// @param desk whether a telephone on their desk is there
    /// @param deskFirst whether that rings first when they call somebody from here
    /// @param pickUp whom they call as soon as they have picked up the telephone on their desk, which rings
    /// @param calls theirs: ringing at them (the oldest five), dialling, talking, held; oldest first
    /// @param waiting callers of their team whom nobody has answered, longest first; at most fifty
    /// @param waits how many there are
    record PhoneView(
            boolean open,
            boolean line,
            boolean desk,
            boolean deskFirst,
            @Nullable CustomerRef pickUp,
            List<CallView> calls,
            List<WaitingView> waiting,
            int waits,
            @Nullable WrapUpView wrapUp) {

        /// Whether nothing happens.
        boolean quiet() {
            return !line && !desk && calls.isEmpty() && waiting.isEmpty() && wrapUp == null;
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
            @Nullable String asked) {}

    /// @param hears whether they hear a greeting or music
    record WaitingView(String id, CustomerRef customer, String number, Instant since, boolean hears) {}

    /// @param call after which it is
    record WrapUpView(
            String call,
            CustomerRef customer,
            Instant until,
            @Nullable String promise) {}

    record PhoneSaid(String kind, long seq, PhoneView phone) {}
}
