package io.rapport.media.sdp;

import java.util.Map;
import java.util.Optional;

/// A way to write sound or pictures into packets.
///
/// @param payloadType 0 to 127, as this description numbers it
/// @param name as registered, in its usual spelling; compared without regard to case
/// @param clockRate of its timestamps, in hertz
/// @param channels 1 where nothing is said
/// @param parameters of its `fmtp` line, raw; empty without one
public record Codec(int payloadType, String name, int clockRate, int channels, String parameters) {

    /// Those whose numbers mean themselves (RFC 3551 section 6).
    private static final Map<Integer, Codec> STATIC = Map.of(
            0, new Codec(0, "PCMU", 8000, 1, ""),
            3, new Codec(3, "GSM", 8000, 1, ""),
            4, new Codec(4, "G723", 8000, 1, ""),
            8, new Codec(8, "PCMA", 8000, 1, ""),
            9, new Codec(9, "G722", 8000, 1, ""),
            13, new Codec(13, "CN", 8000, 1, ""),
            18, new Codec(18, "G729", 8000, 1, ""));

    static Optional<Codec> fixed(int payloadType) {
        return Optional.ofNullable(STATIC.get(payloadType));
    }

    /// Whether both mean the same, whatever their numbers.
    public boolean same(Codec other) {
        return name.equalsIgnoreCase(other.name) && clockRate == other.clockRate && channels == other.channels;
    }

    public boolean is(String registered) {
        return name.equalsIgnoreCase(registered);
    }

    /// As it stands in an `rtpmap` line behind its number.
    public String format() {
        return name + "/" + clockRate + (channels == 1 ? "" : "/" + channels);
    }

    String map() {
        return "a=rtpmap:" + payloadType + " " + format();
    }
}
