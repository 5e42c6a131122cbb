package io.rapport.media.sip.transaction;

import io.rapport.media.sip.SipMessage;

/// Whoever answers requests.
public interface TransactionUser {

    /// A new request, to be answered by [ServerTransaction#respond]. CANCEL comes by
    /// [ServerTransaction.Watcher#cancelled] instead.
    void request(ServerTransaction transaction, SipMessage.Request request);

    /// An ACK of a 2xx, which belongs to no transaction.
    void ack(SipMessage.Request ack, Flow flow);

    /// A response that nobody here waits for: a 2xx that came again or late.
    void stray(SipMessage.Response response, Flow flow);
}
