package io.rapport.server.voice;

import io.rapport.server.calling.CallBacks;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.Refusal;
import io.rapport.server.wishes.Wishes;
import java.time.Clock;
import java.util.Optional;

/// Whether somebody may be called just now: their own quiet hours, the hours of the house, the law of where they are.
final class Peace {
    private final Wishes wishes;
    private final CallBacks callBacks;
    private final Clock clock;

    Peace(Wishes wishes, CallBacks callBacks, Clock clock) {
        this.wishes = wishes;
        this.callBacks = callBacks;
        this.clock = clock;
    }

    /// @param asked whether they asked for the call: then the hours of the house don't bind us
    /// @param anyway whether one of us insists; nobody insists against a law
    /// @throws Refusal `quiet-hours`, `calling-hours` or, whoever insists, `calling-law`
    void mayBeBroken(CustomerId customer, String number, boolean asked, boolean anyway) {
        Optional<CallBacks.Forbidden> forbidden = callBacks.forbids(customer, number, asked, clock.instant());
        if (forbidden.filter(CallBacks.Forbidden::law).isPresent()) {
            throw Refusal.unprocessable(
                    "calling-law",
                    "Where they are, nobody may be called just now: "
                            + forbidden.get().why() + ".");
        }
        if (anyway) {
            return;
        }
        notQuiet(customer);
        if (forbidden.isPresent()) {
            throw Refusal.conflict(
                    "calling-hours", "By their clock it is no time for a call that they did not ask for.");
        }
    }

    void notQuiet(CustomerId customer) {
        if (wishes.quietUntil(customer, clock.instant()).isPresent()) {
            throw Refusal.conflict("quiet-hours", "They do not want to be called just now.");
        }
    }
}
