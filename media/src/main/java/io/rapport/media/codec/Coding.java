package io.rapport.media.codec;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A way to write sound into packets that we know. Whichever it is, what we make of it and make it of are samples of
/// sixteen bits, 8,000 a second: as good as what is mixed, played and kept here.
public enum Coding {
    /// ITU-T G.711, A-law.
    PCMA("PCMA", 8, 8_000, 1, G711.A_LAW),
    /// ITU-T G.711, mu-law.
    PCMU("PCMU", 0, 8_000, 1, G711.MU_LAW),
    /// ITU-T G.722 at 64 kbit/s: sound up to 7 kHz. Its clock counts bytes, as RFC 3551 section 4.5.2 has it, though
    /// each stands for two samples.
    G722("G722", 9, 8_000, 1, null),
    /// RFC 6716; as RFC 7587 has it always described with two channels, whatever is spoken.
    OPUS("opus", -1, 48_000, 2, null);

    /// Samples a second of what is decoded and encoded.
    public static final int RATE = 8_000;

    /// Samples of what is encoded into one packet: 20 milliseconds.
    public static final int FRAME = RATE / 50;

    /// More samples are never in one packet, whatever is in it.
    public static final int MOST_SAMPLES = 2_048;

    /// More bytes never come of one frame.
    public static final int MOST_BYTES = 500;

    private static final int WARM_FRAMES = 400;

    private final String registered;
    private final int number;
    private final int clockRate;
    private final int channels;
    private final Optional<G711> law;

    Coding(String registered, int number, int clockRate, int channels, @Nullable G711 law) {
        this.registered = registered;
        this.number = number;
        this.clockRate = clockRate;
        this.channels = channels;
        this.law = Optional.ofNullable(law);
    }

    /// As descriptions name it.
    public String registered() {
        return registered;
    }

    /// The payload type that means it without saying so (RFC 3551 section 6); negative: there is none.
    public int number() {
        return number;
    }

    /// Of its timestamps, in hertz: a multiple of [#RATE].
    public int clockRate() {
        return clockRate;
    }

    /// As descriptions name them.
    public int channels() {
        return channels;
    }

    /// The law by which each byte is a sample; empty where it is not so.
    public Optional<G711> law() {
        return law;
    }

    /// Digital silence sounds no louder than this in it, as a sample.
    public int silence() {
        return switch (this) {
            case PCMA, PCMU -> law.orElseThrow().silence();
            case G722 -> 16;
            case OPUS -> 2;
        };
    }

    /// Whether descriptions mean this one.
    public boolean isNamed(String name, int clock, int channelsSaid) {
        return registered.equalsIgnoreCase(name) && clockRate == clock && channels == channelsSaid;
    }

    /// For one direction of one line; what it makes of a packet depends on those before.
    public Decoder decoder() {
        return switch (this) {
            case PCMA, PCMU -> {
                G711 by = law.orElseThrow();
                yield (packet, from, count, samples) -> {
                    int taken = Math.min(count, samples.length);
                    by.decode(packet, from, samples, 0, taken);
                    return taken;
                };
            }
            case G722 -> new G722Decoder(RATE);
            case OPUS -> new OpusDecoding();
        };
    }

    /// For one direction of one line; what it makes of a frame depends on those before.
    public Encoder encoder() {
        return switch (this) {
            case PCMA, PCMU -> {
                G711 by = law.orElseThrow();
                yield (samples, from, count, packet, to) -> {
                    by.encode(samples, from, packet, to, count);
                    return count;
                };
            }
            case G722 -> new G722Encoder(RATE);
            case OPUS -> new OpusEncoding();
        };
    }

    /// Makes the first packets of a call as quick as the later ones: cold code of Opus would hold up all lines. Blocks
    /// for a moment; for any thread.
    public void warm() {
        if (this != OPUS) {
            return;
        }
        Encoder encoder = encoder();
        Decoder decoder = decoder();
        short[] samples = new short[MOST_SAMPLES];
        byte[] packet = new byte[MOST_BYTES];
        for (int i = 0; i < WARM_FRAMES; i++) {
            for (int s = 0; s < FRAME; s++) {
                samples[s] = (short) ((s * (i + 7) & 0x3F) * (i % 50) * 8);
            }
            decoder.decode(packet, 0, encoder.encode(samples, 0, FRAME, packet, 0), samples);
        }
    }

    /// @param name in any spelling: `g722`, `G.722`, `Opus` …
    public static Optional<Coding> named(String name) {
        String plain = name.strip().replace(".", "").toUpperCase(Locale.ROOT);
        for (Coding one : values()) {
            if (one.name().equals(plain)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /// Makes samples of packets. For one thread.
    public interface Decoder {
        /// @param count bytes of the packet from `from` on; whatever they are, nothing is thrown
        /// @param samples with room for [#MOST_SAMPLES]
        /// @return how many samples were in it; 0 where it is none
        int decode(byte[] packet, int from, int count, short[] samples);
    }

    /// Makes packets of samples. For one thread.
    public interface Encoder {
        /// @param count of samples; [#FRAME] where the packets have no other length
        /// @param packet with room for [#MOST_BYTES], or as many bytes as samples
        /// @return how many bytes it became
        int encode(short[] samples, int from, int count, byte[] packet, int to);
    }
}
