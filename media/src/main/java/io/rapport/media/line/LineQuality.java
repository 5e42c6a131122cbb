package io.rapport.media.line;

/// How a line sounds, of what came from its far side and what that says of ours.
///
/// @param received packets that came
/// @param lost packets that did not, of those expected
/// @param lostShare of the last five seconds, 0 to 1
/// @param jitterMillis mean deviation of the packets' distances
/// @param roundTripMillis there and back; negative: not known
/// @param farLostShare what the far side says that it lost of ours lately, 0 to 1; negative: it says nothing
/// @param opinion what listeners would say of what came in the last five seconds, 1 (bad) to 4.5 (excellent)
/// @param quietMillis for how long nothing louder than the noise of a line has come
public record LineQuality(
        long received,
        long lost,
        double lostShare,
        double jitterMillis,
        double roundTripMillis,
        double farLostShare,
        double opinion,
        long quietMillis) {}
