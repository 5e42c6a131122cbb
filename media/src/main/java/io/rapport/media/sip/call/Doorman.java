package io.rapport.media.sip.call;

import io.rapport.media.sip.SipReading;
import io.rapport.media.sip.transaction.Flow;
import java.net.InetAddress;

/// Decides whose messages are taken in. Asked for each of them, on the thread that reads: it must be quick.
@FunctionalInterface
public interface Doorman {

    /// Whether anything from there is looked at.
    boolean welcomes(InetAddress remote);

    /// Whether this message is taken in. One that is not gets no answer, so that who sends it learns nothing.
    default boolean admits(SipReading reading, Flow from) {
        return true;
    }
}
