package io.rapport.media.sip;

import java.util.List;
import java.util.Optional;

/// What came of reading bytes.
public sealed interface SipReading {

    /// @param length how many bytes it took
    record Whole(SipMessage message, int length) implements SipReading {}

    /// No more than line ends: what keeps a line open (RFC 5626).
    record KeepAlive(int length) implements SipReading {}

    /// More bytes are needed; only ever said of a stream.
    ///
    /// @param atLeast how many there must be before it is worth reading again
    record Unfinished(int atLeast) implements SipReading {}

    /// Not a message that may be believed.
    ///
    /// @param status with which a request is answered: 400, 505 or 513
    /// @param why for the reason phrase; names what was expected, and of the sender's words twenty characters
    /// @param echo of the headers that an answer must carry (Via, From, To, Call-ID, CSeq) those that are there,
    ///     as they came; none: it is a response, an ACK, or has no Via, and is dropped in silence
    /// @param length how many bytes it takes in a stream; none: where it ends can't be told and the line is closed
    record Refused(int status, String why, Optional<List<SipHeader>> echo, Optional<Integer> length)
            implements SipReading {}
}
