package io.rapport.media.sip.transport;

import io.rapport.media.sip.SipReading;
import io.rapport.media.sip.transaction.Flow;
import java.net.InetAddress;

/// Takes what comes in, on the thread that reads: it must be quick.
public interface Inbound {

    /// Whether anything is read from there at all: a peer that was banned costs a look-up and no more.
    boolean welcomes(InetAddress remote);

    void received(SipReading reading, Flow flow);

    /// A connection is gone; what was asked over it will not be answered by it.
    void lost(Flow flow);
}
