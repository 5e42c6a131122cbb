package io.rapport.media.quality;

/// From when on something is a fault: all limits in one place.
///
/// A party is *absent* while no packet of sound comes, and *silent* while what comes is silence to the last
/// bit, or nothing. Noise is neither: two who think are not dead air, for their lines rustle. Four things
/// make silence natural, and then it is none of a fault:
///
/// - they muted themselves, and said so (a browser tells us);
/// - their end leaves silence out (comfort noise came, or earlier pauses had no packets and the next word was
///   marked, or four such pauses were not), which holds for `naturalMillis`;
/// - their end sends exact silence between words (it did so twice before), which holds for `naturalMillis`;
/// - their end reports that it sends nothing just now (RFC 3550 section 6.4.1).
///
/// Dead air: at least two who should be heard, all silent for `deadAirMillis`, none naturally.
///
/// One way: one is absent for `absentMillis` while another can be heard (for `sureMillis` if their report
/// says that they do send; for `reportingMillis` if they usually report and have not yet said which of both
/// it is); or one sends exact silence for `silentMillis` while others speak for `spokenMillis`; or the report
/// of one who hears us says twice that nothing came, of `sentPackets` at least. Who sends no reports is not
/// known to hear us.
///
/// Wrong party: more than `strayPackets` packets of another source, another address or another key, of which
/// `strayLeak` a second are forgiven; or what comes back is what was sent there up to two seconds before,
/// in `loopChecks` seconds more than not; or one single packet that was to go to somebody outside its room.
///
/// Only what should be heard counts: nobody on hold, nobody who hears music, nobody whom all others were told
/// not to hear. After each change of who is in a room all begins anew. A moment in which our own thread was
/// held up counts as no time at all.
///
/// @param everSoundedMillis as `silentMillis`, for one of whom nothing at all was heard since they came in
/// @param everSpokenMillis as `spokenMillis`, for the same
/// @param aliveMillis one who was heard within so long can be heard
/// @param missedPackets so many more than came, their report must say, before they are believed to send: loss
///     alone is less
/// @param loopShare how much alike what comes and what went must be, 0 to 1
public record FaultRules(
        int deadAirMillis,
        int absentMillis,
        int sureMillis,
        int reportingMillis,
        int silentMillis,
        int spokenMillis,
        int everSoundedMillis,
        int everSpokenMillis,
        int naturalMillis,
        int aliveMillis,
        int sentPackets,
        int missedPackets,
        int strayPackets,
        int strayLeak,
        int loopChecks,
        double loopShare) {

    public static final FaultRules USUAL = new FaultRules(
            8_000, 6_000, 4_000, 10_000, 8_000, 3_000, 12_000, 5_000, 45_000, 2_000, 200, 40, 25, 5, 3, 0.9);
}
