package io.rapport.media.sdp;

/// What came of reading a description.
public sealed interface SdpReading {
    record Whole(Sdp sdp) implements SdpReading {}

    /// @param why what was expected, in printable ASCII
    record Refused(String why) implements SdpReading {}
}
