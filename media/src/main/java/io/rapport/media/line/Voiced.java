package io.rapport.media.line;

import io.rapport.media.codec.Coding;
import io.rapport.media.sdp.Codec;
import io.rapport.media.sdp.Media;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What two sides agreed to speak. Every packet asks, so all that it asks lies in two small tables.
final class Voiced {
    private static final String EVENTS = "telephone-event";
    private static final int NUMBERS = 128;
    private static final int NONE = -1;
    private static final Coding[] CODINGS = Coding.values();

    private final Coding first;
    private final Optional<Integer> keys;
    /// By coding: under which number we speak so.
    private final byte[] numbers = new byte[CODINGS.length];
    /// By number: how they speak under it.
    private final byte[] heard = new byte[NUMBERS];

    /// @param taken what both know, what we like best first; by their numbers
    private Voiced(List<Codec> taken) throws Unacceptable {
        Arrays.fill(numbers, (byte) NONE);
        Arrays.fill(heard, (byte) NONE);
        Optional<Coding> best = Optional.empty();
        for (Codec codec : taken) {
            Optional<Coding> coding = coding(codec);
            if (coding.isPresent()) {
                best = best.or(() -> coding);
                int which = coding.get().ordinal();
                heard[codec.payloadType()] = (byte) which;
                numbers[which] = numbers[which] == NONE ? (byte) codec.payloadType() : numbers[which];
            }
        }
        first = best.orElseThrow(() -> new Unacceptable("it speaks in no way that we know"));
        keys = taken.stream().filter(Voiced::isKeys).map(Codec::payloadType).findFirst();
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
        return new Voiced(taken(section, ours));
    }

    /// How we speak where nothing else decides.
    Coding first() {
        return first;
    }

    /// Under which number either side presses keys; none: they can't.
    Optional<Integer> keys() {
        return keys;
    }

    boolean isKeys(int number) {
        return keys.isPresent() && keys.get() == number;
    }

    /// How they speak under a number, 0 to 127; nothing where they may not.
    @Nullable
    Coding heard(int number) {
        return heard[number] == NONE ? null : CODINGS[heard[number]];
    }

    boolean speaks(Coding coding) {
        return numbers[coding.ordinal()] != NONE;
    }

    /// Under which number we speak so, where we may.
    int number(Coding coding) {
        return numbers[coding.ordinal()];
    }
}
