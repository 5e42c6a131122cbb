package io.rapport.server.voice;

import io.rapport.media.line.Sound;
import io.rapport.server.settings.StartRefusedException;
import io.rapport.server.web.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What callers and agents hear when nobody speaks.
///
/// @param music while they wait, over and over
/// @param voicemails that a message can be left; ends with the tone after which it is recorded
/// @param recorded that the call is recorded
/// @param ringback that it rings at whom we call
record Sounds(Sound music, Map<Language, Sound> voicemails, Map<Language, Sound> recorded, Sound ringback) {
    private static final double SOFT = 0.12;

    /// Our own, or those of a company.
    ///
    /// @param folder with `music.wav`, `voicemail.en.wav`, `recorded.en.wav` and their like; what is not there is
    ///     ours
    static Sounds of(Optional<Path> folder) {
        Map<Language, Sound> voicemail = new EnumMap<>(Language.class);
        Map<Language, Sound> recorded = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            Sound words = words("voicemail", language, folder);
            voicemail.put(
                    language,
                    Sound.silence(300).then(words).then(Sound.silence(300)).then(Sound.tone(1_000, 400, 0.3)));
            recorded.put(language, Sound.silence(300).then(words("recorded", language, folder)));
        }
        // As exchanges in Europe do it: 425 hertz, one second of five.
        Sound ringback = Sound.tone(425, 1_000, SOFT).then(Sound.silence(4_000));
        return new Sounds(
                folder.flatMap(in -> theirs(in.resolve("music.wav"))).orElseGet(Sounds::chords),
                Map.copyOf(voicemail),
                Map.copyOf(recorded),
                ringback);
    }

    private static Sound words(String what, Language language, Optional<Path> folder) {
        String name = what + "." + language.name().toLowerCase(Locale.ROOT) + ".wav";
        return folder.flatMap(in -> theirs(in.resolve(name))).orElseGet(() -> ours(name));
    }

    Sound recorded(Language language) {
        return Optional.ofNullable(recorded.get(language)).orElse(ringback);
    }

    Sound voicemail(Language language) {
        return Optional.ofNullable(voicemails.get(language)).orElse(ringback);
    }

    private static Optional<Sound> theirs(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Optional<Sound> sound = WavFile.read(Files.readAllBytes(file));
            if (sound.isEmpty()) {
                throw new StartRefusedException(
                        file + " is no WAV file of 8000 Hz, 16 bits, mono.",
                        "Convert it, or take it out of the folder that rapport.voice.sounds names.");
            }
            return sound;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Sound ours(String name) {
        try (InputStream in = Sounds.class.getResourceAsStream("/sounds/" + name)) {
            return Optional.ofNullable(in)
                    .flatMap(file -> {
                        try {
                            return WavFile.read(file.readAllBytes());
                        } catch (IOException unreadable) {
                            throw new UncheckedIOException(unreadable);
                        }
                    })
                    .orElseThrow(() -> new IllegalStateException("there is no sound " + name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Slow and soft.
    private static Sound chords() {
        return chord(262, 330, 392)
                .then(chord(220, 262, 330))
                .then(chord(175, 220, 262))
                .then(chord(196, 247, 294));
    }

    private static Sound chord(int... hertz) {
        Sound line = Sound.silence(0);
        for (int i = 0; i < 2; i++) {
            for (int one : hertz) {
                line = line.then(Sound.tone(one, 450, SOFT)).then(Sound.silence(50));
            }
        }
        return line.then(Sound.silence(400));
    }
}
