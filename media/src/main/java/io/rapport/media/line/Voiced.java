package io.rapport.media.line;

import io.rapport.media.codec.Coding;
import io.rapport.media.sdp.Codec;
import io.rapport.media.sdp.Media;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What two sides agreed to speak.
///
/// @param first how we speak where nothing else decides
/// @param numbers how we may speak, each under its number
/// @param heard by which numbers they may speak
/// @param keys under which number they take keys; none: they can't
/// @param keysHeard under which number they press keys
record Voiced(
        Coding first,
        Map<Coding, Integer> numbers,
        Map<Integer, Coding> heard,
        Optional<Integer> keys,
        Optional<Integer> keysHeard) {
    private static final String EVENTS = "telephone-event";

    Voiced {
        numbers = Map.copyOf(numbers);
        heard = Map.copyOf(heard);
    }

    /// One that we know, under a number of theirs.
    static Optional<Coding> coding(Codec codec) {
        for (Coding one : Coding.values()) {
            if (one.isNamed(codec.name(), codec.clockRate(), codec.channels())) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private static boolean isKeys(Codec codec) {
        return codec.is(EVENTS) && codec.clockRate() == Sound.RATE;
    }

    /// What we take of their section, what we like best first.
    ///
    /// @param ours what we speak, what we like best first
    static List<Codec> taken(Media section, List<Coding> ours) {
        List<Codec> taken = new ArrayList<>();
        for (Codec codec : section.codecs()) {
            if (coding(codec).filter(ours::contains).isPresent()
                    || isKeys(codec) && taken.stream().noneMatch(Voiced::isKeys)) {
                taken.add(codec);
            }
        }
        taken.sort(Comparator.comparingInt(
                codec -> coding(codec).map(ours::indexOf).orElse(Integer.MAX_VALUE)));
        return taken;
    }

    /// What we speak where it is all the same to us which law of G.711 it is: theirs decides.
    static List<Coding> withTheirLaw(Media section, List<Coding> ours) {
        List<Coding> laws = section.codecs().stream()
                .flatMap(codec -> coding(codec).stream())
                .filter(coding -> coding.law().isPresent() && ours.contains(coding))
                .distinct()
                .toList();
        if (laws.size() < 2) {
            return ours;
        }
        Iterator<Coding> theirs = laws.iterator();
        return ours.stream()
                .map(coding -> coding.law().isPresent() ? theirs.next() : coding)
                .toList();
    }

    /// What holds after they described themselves; by their numbers, as both sides of an answer use the offer's.
    ///
    /// @throws Unacceptable where there is no way to speak
    static Voiced of(Media section, List<Coding> ours) throws Unacceptable {
        List<Codec> taken = taken(section, ours);
        Map<Coding, Integer> numbers = new EnumMap<>(Coding.class);
        Map<Integer, Coding> heard = new HashMap<>();
        Optional<Coding> first = Optional.empty();
        for (Codec codec : taken) {
            Optional<Coding> coding = coding(codec);
            if (coding.isPresent()) {
                first = first.or(() -> coding);
                numbers.putIfAbsent(coding.get(), codec.payloadType());
                heard.put(codec.payloadType(), coding.get());
            }
        }
        Optional<Integer> keys =
                taken.stream().filter(Voiced::isKeys).map(Codec::payloadType).findFirst();
        return new Voiced(
                first.orElseThrow(() -> new Unacceptable("it speaks in no way that we know")),
                numbers,
                heard,
                keys,
                keys);
    }

    boolean speaks(Coding coding) {
        return numbers.containsKey(coding);
    }

    int number(Coding coding) {
        return Objects.requireNonNull(numbers.get(coding));
    }
}
