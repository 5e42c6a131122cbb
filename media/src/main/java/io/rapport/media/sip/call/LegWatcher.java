package io.rapport.media.sip.call;

import io.rapport.media.sdp.Sdp;
import java.util.Optional;

/// Hears what becomes of a leg, one event at a time.
public interface LegWatcher {

    /// Somebody on the way to whom we call has our call (100).
    default void trying() {}

    /// Whom we call is being rung; with a description, sound comes before they answer.
    default void ringing(Optional<Sdp> early) {}

    /// Whom we call has answered, or who called us has our answer.
    ///
    /// @param answer to what we offered; none where we answered theirs
    default void up(Optional<Sdp> answer) {}

    /// The other side wants to speak otherwise: on hold, from another place, with another codec. To be answered by
    /// [Leg#answer] or [Leg#refuseOffer].
    ///
    /// @param offer none: they want us to offer
    default void offered(Optional<Sdp> offer) {}

    /// What we offered by [Leg#offer] was agreed to.
    default void agreed(Sdp answer) {}

    /// What we offered by [Leg#offer] was refused; all stays as it was.
    default void disagreed(int status) {}

    /// A key was pressed, told by INFO.
    ///
    /// @param key one of `0` to `9`, `*`, `#`, `A` to `D`
    default void pressed(char key) {}

    /// They ask to be put through to somebody else. To be answered by [Referral#accept] or [Referral#refuse].
    default void referred(Referral referral) {
        referral.refuse(603);
    }

    /// It is over; nothing comes after this.
    void ended(Ending how);

    /// How a leg ended.
    sealed interface Ending {
        /// They hung up, or took their call back before we answered.
        record ByThem() implements Ending {}

        /// We did.
        record ByUs() implements Ending {}

        /// Whom we called did not want to, or nobody was there.
        ///
        /// @param status 300 to 699
        record Refused(int status, String reason) implements Ending {}

        /// They are no longer heard of: no answer, no acknowledgement, no refreshment in time.
        record Lost(String why) implements Ending {}
    }
}
