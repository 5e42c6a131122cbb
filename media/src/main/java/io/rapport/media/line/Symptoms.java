package io.rapport.media.line;

import io.rapport.media.quality.FaultRules;
import io.rapport.media.quality.Signs;
import io.rapport.media.rtp.Rtcp;

/// What one line tells of whether it is well, counted. For one thread.
final class Symptoms {
    private final LoopCheck loop = new LoopCheck(FaultRules.USUAL.loopShare());
    private long sent;
    private long reports;
    private long theirSent = -1;
    private long arrivals;
    private int beyond;
    private long highest = -1;
    private long strangers;
    private long unproven;
    private long doubled;
    private long astray;

    /// They said something; the ear has just heard it.
    void said(Ear ear, long timestamp, long beat) {
        loop.said(timestamp, ear.loudness(), beat);
    }

    /// This goes to them, from others in their room.
    void heard(byte[] loudness, long timestamp, long beat) {
        loop.heard(timestamp, loudness, beat);
    }

    void sent() {
        sent++;
    }

    /// Once a second.
    void look(long beat) {
        loop.check(beat);
    }

    /// They report.
    ///
    /// @param ours what we send
    void told(Rtcp.Report report, Outflow ours) {
        reports++;
        report.sent().ifPresent(time -> theirSent = report.packets());
        for (Rtcp.Block block : report.blocks()) {
            if (block.of() == ours.source() && block.highestSequence() != highest) {
                highest = block.highestSequence();
                arrivals++;
                int ahead = ours.sequence() - (int) highest & 0xFFFF;
                beyond = ahead < 0x8000 ? ahead : 0;
            }
        }
    }

    /// Somebody else's sound came to their port.
    void stranger() {
        strangers++;
    }

    /// A packet came that was not made with their key.
    void unproven() {
        unproven++;
    }

    /// Another source spoke while theirs did.
    void doubled(long packets) {
        doubled += packets;
    }

    /// Something was to go to them from outside their room.
    void astray() {
        astray++;
    }

    Signs signs(Ear ear, boolean expected, boolean hears, boolean muted) {
        return new Signs(
                expected,
                hears,
                muted,
                ear.packets(),
                ear.sounding(),
                ear.voicedMillis(),
                ear.pauses(),
                ear.gates(),
                sent,
                reports,
                theirSent,
                arrivals,
                beyond,
                strangers,
                unproven,
                doubled,
                astray,
                loop.seconds());
    }
}
