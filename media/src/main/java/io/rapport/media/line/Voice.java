package io.rapport.media.line;

import io.rapport.media.codec.Coding;
import org.jspecify.annotations.Nullable;

/// What understands the far side of one line and speaks to it, made when it is needed first: most lines only pass on
/// what they hear. For one thread.
final class Voice {
    /// Of G.711, which remembers nothing: one for all, at hand for each packet.
    private static final Coding.Decoder A_LAW = Coding.PCMA.decoder();

    private static final Coding.Decoder MU_LAW = Coding.PCMU.decoder();

    private final Coding.@Nullable Decoder[] decoders = new Coding.Decoder[Coding.values().length];
    private final Coding.@Nullable Encoder[] encoders = new Coding.Encoder[Coding.values().length];
    private @Nullable Rewriting rewriting;
    private @Nullable Object rewritten;
    private @Nullable Coding theirs;

    Coding.Decoder decoder(Coding coding) {
        if (coding.law().isPresent()) {
            return coding == Coding.PCMA ? A_LAW : MU_LAW;
        }
        Coding.Decoder known = decoders[coding.ordinal()];
        if (known == null) {
            known = coding.decoder();
            decoders[coding.ordinal()] = known;
        }
        return known;
    }

    Coding.Encoder encoder(Coding coding) {
        Coding.Encoder known = encoders[coding.ordinal()];
        if (known == null) {
            known = coding.encoder();
            encoders[coding.ordinal()] = known;
        }
        return known;
    }

    /// Of what this one says.
    Rewriting rewriting(Object of) {
        Rewriting known = rewriting;
        if (known == null || rewritten != of) {
            known = new Rewriting();
            rewriting = known;
            rewritten = of;
        }
        return known;
    }

    /// They speak so now.
    ///
    /// @return whether they spoke otherwise before
    boolean changed(Coding now) {
        boolean other = theirs != now;
        theirs = now;
        return other;
    }

    /// How we speak to them: as they do to us, for what both ends do alike is what works best.
    Coding spoken(Voiced agreed) {
        Coding heard = theirs;
        return heard != null && agreed.speaks(heard) ? heard : agreed.first();
    }
}
