package io.rapport.media.line;

import io.rapport.media.codec.G711;
import io.rapport.media.sdp.Codec;
import io.rapport.media.sdp.Media;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What two sides agreed to speak.
///
/// @param law how we speak
/// @param payloadType under which number
/// @param heard by which numbers they may speak
/// @param keys under which number they take keys; none: they can't
/// @param keysHeard under which number they press keys
record Voiced(
        G711 law, int payloadType, Map<Integer, G711> heard, Optional<Integer> keys, Optional<Integer> keysHeard) {
    private static final String EVENTS = "telephone-event";

    Voiced {
        heard = Map.copyOf(heard);
    }

    /// One that we know, under a number of theirs.
    static Optional<G711> law(Codec codec) {
        if (codec.clockRate() != Sound.RATE || codec.channels() != 1) {
            return Optional.empty();
        }
        return codec.is("PCMU")
                ? Optional.of(G711.MU_LAW)
                : codec.is("PCMA") ? Optional.of(G711.A_LAW) : Optional.empty();
    }

    private static boolean isKeys(Codec codec) {
        return codec.is(EVENTS) && codec.clockRate() == Sound.RATE;
    }

    /// What we take of their section: in their order, as their first is the one that they like best.
    static List<Codec> taken(Media section) {
        List<Codec> taken = new ArrayList<>();
        for (Codec codec : section.codecs()) {
            if (law(codec).isPresent() || isKeys(codec) && taken.stream().noneMatch(Voiced::isKeys)) {
                taken.add(codec);
            }
        }
        return taken;
    }

    /// What holds after they described themselves; by their numbers, as both sides of an answer use the offer's.
    ///
    /// @throws Unacceptable where there is no way to speak
    static Voiced of(Media section) throws Unacceptable {
        List<Codec> taken = taken(section);
        Codec first = taken.stream()
                .filter(codec -> law(codec).isPresent())
                .findFirst()
                .orElseThrow(() -> new Unacceptable("neither PCMU nor PCMA"));
        Map<Integer, G711> heard = new HashMap<>();
        taken.forEach(codec -> law(codec).ifPresent(law -> heard.put(codec.payloadType(), law)));
        Optional<Integer> keys =
                taken.stream().filter(Voiced::isKeys).map(Codec::payloadType).findFirst();
        return new Voiced(law(first).orElseThrow(), first.payloadType(), heard, keys, keys);
    }
}
