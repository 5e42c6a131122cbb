package io.rapport.media.line;

import io.rapport.media.quality.EModel;
import io.rapport.media.rtp.Reception;
import io.rapport.media.rtp.Rtcp;
import io.rapport.media.rtp.Rtp;
import java.util.List;
import java.util.Optional;

/// What comes on one line from its far side, counted. For one thread.
final class Inflow {
    /// So long the source that speaks must be quiet before another may speak in its place: two at once would
    /// be a mix of both, cut in pieces (RFC 3550 section 8.2).
    private static final long FLOOR_NANOS = 100_000_000;

    /// Coding, sending and playing out, where nothing is measured.
    private static final double OWN_DELAY_MILLIS = 60;

    private int clockRate = Sound.RATE;
    private Reception reception = new Reception(Sound.RATE);
    /// Our time of the packet that came last: so much, and so many units of their clock since.
    private long zero;
    private long units;
    private long timestamp;
    private int source;
    private boolean begun;
    private long receivedBefore;
    private long lostBefore;
    private long lastNanos;
    private long soundNanos;
    private long audibleNanos;
    private double lostShare;
    private double roundTrip = -1;
    private double farLost = -1;
    private long lastReport;
    private long lastReportMillis;

    Inflow(long nanos) {
        lastNanos = nanos;
        audibleNanos = nanos;
    }

    /// Whether a packet may be heard: it is of the source that speaks, or of another after that one has ended.
    boolean hasFloor(byte[] packet, long nanos) {
        return !begun || Rtp.source(packet) == source || nanos - soundNanos >= FLOOR_NANOS;
    }

    /// @param rate of its clock, in hertz, a multiple of ours
    void came(byte[] packet, int rate, long nanos) {
        int from = Rtp.source(packet);
        long stamp = Rtp.timestamp(packet);
        if (!begun || from != source || rate != clockRate) {
            receivedBefore += reception.received();
            lostBefore += Math.max(0, reception.lost());
            reception = new Reception(rate);
            // Who goes on in another way goes on at the same time.
            zero = begun && from == source ? time() + Sound.FRAME : stamp;
            units = 0;
            timestamp = stamp;
            clockRate = rate;
            source = from;
            begun = true;
        }
        units += (int) (stamp - timestamp);
        timestamp = stamp;
        reception.came(Rtp.sequence(packet), stamp, nanos);
        lastNanos = nanos;
        soundNanos = nanos;
    }

    /// Of the clock of what came last, in hertz.
    int clockRate() {
        return clockRate;
    }

    /// When the packet that came last was spoken, in samples of ours; wraps at 2^32.
    long time() {
        return zero + Math.floorDiv(units, clockRate / Sound.RATE) & 0xFFFFFFFFL;
    }

    /// How often the source that speaks began anew: often, where two speak under one number.
    long restarts() {
        return reception.restarts();
    }

    /// Something came that is no sound.
    void alive(long nanos) {
        lastNanos = nanos;
    }

    /// Somebody was to be heard.
    void audible(long nanos) {
        audibleNanos = nanos;
    }

    boolean begun() {
        return begun;
    }

    /// When anything came last.
    long lastNanos() {
        return lastNanos;
    }

    /// What the far side reports.
    void told(Rtcp.Report report, int ours, long epochMillis) {
        report.sent().ifPresent(middle -> {
            lastReport = middle;
            lastReportMillis = epochMillis;
        });
        for (Rtcp.Block block : report.blocks()) {
            if (block.of() == ours) {
                farLost = block.lostShare();
                block.roundTripMillis(Rtcp.middle(epochMillis)).ifPresent(millis -> roundTrip = millis);
            }
        }
    }

    /// What we report of it; begins a new stretch of five seconds.
    List<Rtcp.Block> blocks(long epochMillis) {
        if (!begun) {
            return List.of();
        }
        lostShare = reception.lostShareSince();
        long since = lastReport == 0 ? 0 : (epochMillis - lastReportMillis) * 65_536 / 1_000;
        return List.of(new Rtcp.Block(
                source,
                lostShare,
                (int) reception.lost(),
                reception.highestSequence(),
                reception.jitterUnits(),
                lastReport,
                since));
    }

    LineQuality quality(long nanos) {
        double delay = OWN_DELAY_MILLIS + Math.max(0, roundTrip) / 2 + 2 * reception.jitterMillis();
        double rating = EModel.rating(EModel.Codec.G711, lostShare, delay);
        return new LineQuality(
                receivedBefore + reception.received(),
                lostBefore + Math.max(0, reception.lost()),
                lostShare,
                reception.jitterMillis(),
                roundTrip,
                farLost,
                EModel.opinion(rating),
                (nanos - audibleNanos) / 1_000_000);
    }

    Optional<Integer> source() {
        return begun ? Optional.of(source) : Optional.empty();
    }
}
