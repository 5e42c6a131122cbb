package io.rapport.media.quality;

/// What can be told of one party's line at one moment. The counts only grow.
///
/// @param expected whether they should be heard by somebody in the room just now
/// @param hears whether what the room says goes to them just now
/// @param muted whether they said that they muted themselves
/// @param packets of sound, or of comfort noise, that came from them
/// @param sounding those in which there was anything but silence to the last bit
/// @param voicedMillis for how long they were loud as somebody who speaks
/// @param pauses how often they left silence out
/// @param gates how often exact silence came between words
/// @param sent packets that went to them
/// @param reports of theirs that came
/// @param theirSent packets that they say they sent; negative: they said nothing of it
/// @param arrivals how many of those reports said that more of ours had come
/// @param beyond packets that had gone to them by the latest of those, beyond the last that it says has come
/// @param strangers packets of sound from elsewhere
/// @param unproven packets that were not made with their key
/// @param doubled packets of another source while theirs spoke
/// @param astray packets that were to go to them from outside their room
/// @param loops seconds in which what came from them was what they had heard, less those in which it was not
public record Signs(
        boolean expected,
        boolean hears,
        boolean muted,
        long packets,
        long sounding,
        long voicedMillis,
        long pauses,
        long gates,
        long sent,
        long reports,
        long theirSent,
        long arrivals,
        int beyond,
        long strangers,
        long unproven,
        long doubled,
        long astray,
        int loops) {}
