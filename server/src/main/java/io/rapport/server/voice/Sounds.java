package io.rapport.server.voice;

import io.rapport.media.line.Sound;

/// What callers and agents hear when nobody speaks.
///
/// @param music while they wait, over and over
/// @param voicemail that a message can be left; ends with the tone after which it is recorded
/// @param ringback that it rings at whom we call
record Sounds(Sound music, Sound voicemail, Sound ringback) {
    private static final double SOFT = 0.12;

    /// Chords, slow and soft.
    static Sounds ours() {
        Sound music = chord(262, 330, 392)
                .then(chord(220, 262, 330))
                .then(chord(175, 220, 262))
                .then(chord(196, 247, 294));
        Sound voicemail = Sound.silence(300)
                .then(Sound.tone(523, 250, 0.2))
                .then(Sound.tone(659, 250, 0.2))
                .then(Sound.tone(784, 400, 0.2))
                .then(Sound.silence(500))
                .then(Sound.tone(1_000, 400, 0.3));
        // As exchanges in Europe do it (ETSI TR 102 273 names 425 hertz, one second of five).
        Sound ringback = Sound.tone(425, 1_000, SOFT).then(Sound.silence(4_000));
        return new Sounds(music, voicemail, ringback);
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
