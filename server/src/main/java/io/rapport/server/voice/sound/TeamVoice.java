package io.rapport.server.voice.sound;

import io.rapport.media.line.Sound;
import io.rapport.server.web.Language;
import java.util.Optional;

/// What a caller of one team hears in their language while nobody speaks with them.
///
/// @param greeting once, when they are taken; empty: music at once
/// @param voicemail that a message can be left; ends with the tone after which it is recorded
/// @param closed the same, when the team does not work
public record TeamVoice(Language language, Optional<Sound> greeting, Sound voicemail, Sound closed) {}
