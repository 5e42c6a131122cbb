package io.rapport.media.sip.call;

import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.transaction.Flow;
import io.rapport.media.sip.transaction.ServerTransaction;

/// Receives what begins something new.
public interface Receptionist {

    /// Somebody calls. To be watched at once; then [Leg#ring], [Leg#accept] or [Leg#refuse]. Called on the thread that
    /// reads: it must be quick.
    void called(Leg leg, SipMessage.Request invite);

    /// A request outside of any call that is neither INVITE nor OPTIONS: REGISTER and others.
    ///
    /// @return whether it will be answered; if not it is answered 405
    default boolean asked(ServerTransaction transaction) {
        return false;
    }

    /// A connection is gone. Called on the thread that reads.
    default void lost(Flow flow) {}
}
