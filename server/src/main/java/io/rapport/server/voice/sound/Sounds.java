package io.rapport.server.voice.sound;

import io.rapport.media.line.Sound;
import io.rapport.server.settings.StartRefusedException;
import io.rapport.server.web.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What callers and agents hear when nobody speaks.
///
/// @param music while they wait, over and over
/// @param voices what is said, where a team has recorded nothing
/// @param clips the parts of which news are put together
/// @param recorded that the call is recorded
/// @param ringback that it rings at whom we call
public record Sounds(
        Sound music,
        Map<Language, TeamVoice> voices,
        Map<Language, Map<String, Sound>> clips,
        Map<Language, Sound> recorded,
        Sound ringback) {
    /// How many callers before one are counted; beyond that it is "more than nine".
    public static final int COUNTED = 9;
    public static final List<String> CLIPS = List.of(
            "busy",
            "unanswered",
            "next",
            "before",
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "7",
            "8",
            "9",
            "more",
            "callback",
            "noted");

    private static final double SOFT = 0.12;

    /// Our own, or those of a company.
    ///
    /// @param folder with `music.wav`, and `greeting`, `voicemail`, `closed`, `recorded` and the parts of news
    ///     (`news.busy`), each with `.en.wav` and `.es.wav`; what is not there is ours
    public static Sounds of(Optional<Path> folder) {
        Map<Language, TeamVoice> voices = new EnumMap<>(Language.class);
        Map<Language, Map<String, Sound>> clips = new EnumMap<>(Language.class);
        Map<Language, Sound> recorded = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            String end = "." + language.tag() + ".wav";
            voices.put(
                    language,
                    new TeamVoice(
                            language,
                            folder.flatMap(in -> theirs(in.resolve("greeting" + end))),
                            beforeTone(either(folder, "voicemail" + end)),
                            beforeTone(either(folder, "closed" + end))));
            Map<String, Sound> parts = new HashMap<>();
            CLIPS.forEach(name -> parts.put(name, either(folder, "news." + name + end)));
            clips.put(language, Map.copyOf(parts));
            recorded.put(language, Sound.silence(300).then(either(folder, "recorded" + end)));
        }
        // As exchanges in Europe do it: 425 hertz, one second of five.
        Sound ringback = Sound.tone(425, 1_000, SOFT).then(Sound.silence(4_000));
        return new Sounds(
                folder.flatMap(in -> theirs(in.resolve("music.wav"))).orElseGet(Sounds::chords),
                Map.copyOf(voices),
                Map.copyOf(clips),
                Map.copyOf(recorded),
                ringback);
    }

    public TeamVoice voice(Language language) {
        return Optional.ofNullable(voices.get(language)).orElseThrow();
    }

    /// That the call is recorded.
    public Sound recorded(Language language) {
        return Optional.ofNullable(recorded.get(language)).orElse(ringback);
    }

    /// What is true for who waits, in words.
    public Sound news(Language language, QueueNews news) {
        Sound said = clip(language, news.busy() ? "busy" : "unanswered");
        if (news.before() == 0) {
            said = said.then(clip(language, "next"));
        } else {
            said = said.then(clip(language, "before"))
                    .then(clip(language, news.before() > COUNTED ? "more" : Integer.toString(news.before())));
        }
        return said.then(clip(language, news.callable() ? "callback" : "noted"));
    }

    private Sound clip(Language language, String name) {
        return Optional.ofNullable(clips.get(language))
                .map(parts -> parts.get(name))
                .orElse(Sound.silence(0))
                .then(Sound.silence(250));
    }

    /// Words, and the tone after which a message is recorded.
    public static Sound beforeTone(Sound words) {
        return Sound.silence(300).then(words).then(Sound.silence(300)).then(Sound.tone(1_000, 400, 0.3));
    }

    private static Sound either(Optional<Path> folder, String name) {
        return folder.flatMap(in -> theirs(in.resolve(name))).orElseGet(() -> ours(name));
    }

    private static Optional<Sound> theirs(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Optional<Sound> sound = WavFile.read(Files.readAllBytes(file));
            if (sound.isEmpty()) {
                throw new StartRefusedException(
                        file + " is no WAV file that we can read.",
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
