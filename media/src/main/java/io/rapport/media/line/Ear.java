package io.rapport.media.line;

import io.rapport.media.codec.G711;
import java.util.Optional;

/// Listens to what comes from one party: how loud each packet is, whether it is silence to the last bit,
/// whether silence is left out. For one thread.
final class Ear {
    /// Louder is somebody, not the noise of a line: -42 dB below full.
    static final int AUDIBLE = 260;

    /// So many gaps in time that nobody marked are a habit. A few are a telephone whose thread was held up.
    private static final int UNMARKED_HABIT = 4;

    /// So many packets of silence on end are a pause, not a moment between two sounds.
    private static final int GATE_PACKETS = 10;

    private final byte[] loudness = new byte[Loudness.PARTS];
    private boolean audible;
    private long packets;
    private long sounding;
    private long voicedSamples;
    private long pauses;
    private int unmarked;
    private long gates;
    private int silentOnEnd;
    private boolean begun;
    private int source;
    private int sequence;
    private long timestamp;

    /// One packet of sound.
    void listen(Spoken spoken) {
        Optional<G711> law = spoken.coding().law();
        int count = spoken.count();
        int most = law.isPresent() ? measure(law.get(), spoken, count) : measure(spoken.samples(), count);
        boolean silent = most <= spoken.coding().silence();
        boolean loud = most > AUDIBLE;
        audible = loud;
        packets++;
        order(spoken.source(), spoken.sequence(), spoken.time(), count, spoken.marker());
        if (loud) {
            voicedSamples += count;
        }
        if (silent) {
            silentOnEnd++;
            return;
        }
        sounding++;
        if (silentOnEnd >= GATE_PACKETS && sounding > GATE_PACKETS) {
            gates++;
        }
        silentOnEnd = 0;
    }

    /// @return the greatest amplitude
    private int measure(G711 law, Spoken spoken, int count) {
        byte[] packet = spoken.packet();
        int from = spoken.from();
        int most = 0;
        int part = Math.max(1, count / Loudness.PARTS);
        for (int p = 0; p < Loudness.PARTS; p++) {
            int sum = 0;
            int end = Math.min(count, (p + 1) * part);
            for (int i = p * part; i < end; i++) {
                int amplitude = law.amplitude(packet[from + i]);
                sum += amplitude;
                most = Math.max(most, amplitude);
            }
            loudness[p] = Loudness.of(sum / part);
        }
        return most;
    }

    private int measure(short[] samples, int count) {
        int most = 0;
        int part = Math.max(1, count / Loudness.PARTS);
        for (int p = 0; p < Loudness.PARTS; p++) {
            int sum = 0;
            int end = Math.min(count, (p + 1) * part);
            for (int i = p * part; i < end; i++) {
                int amplitude = Math.abs(samples[i]);
                sum += amplitude;
                most = Math.max(most, amplitude);
            }
            loudness[p] = Loudness.of(sum / part);
        }
        return most;
    }

    /// Comfort noise (RFC 3389): what follows is left out.
    void rustle(int from, int number, long time) {
        packets++;
        sounding++;
        pauses++;
        order(from, number, time, 0, false);
    }

    /// A packet of a key, which is heard as well as a word.
    void pressed() {
        packets++;
        sounding++;
    }

    /// No packet is missing between this one and the last, but time is: silence was left out. Who does so marks
    /// the first packet of what they say then (RFC 3551 section 4.1), though not everybody.
    private void order(int from, int now, long time, int count, boolean marker) {
        boolean next = begun && from == source && (now - sequence & 0xFFFF) == 1;
        long gone = time - timestamp & 0xFFFFFFFFL;
        if (next && count > 0 && gone > 3L * count && gone < 60L * Sound.RATE) {
            unmarked = marker ? 0 : unmarked + 1;
            if (marker || unmarked >= UNMARKED_HABIT) {
                pauses++;
            }
        }
        begun = true;
        source = from;
        sequence = now;
        timestamp = time;
    }

    /// Whether somebody was to be heard in the last packet.
    boolean audible() {
        return audible;
    }

    /// How loud the last packet was, part by part; not to be kept.
    byte[] loudness() {
        return loudness;
    }

    long packets() {
        return packets;
    }

    long sounding() {
        return sounding;
    }

    long voicedMillis() {
        return voicedSamples * 1_000 / Sound.RATE;
    }

    long pauses() {
        return pauses;
    }

    long gates() {
        return gates;
    }
}
