package io.rapport.server.voice;

import io.rapport.server.channel.Door;
import io.rapport.server.channel.Sender;
import io.rapport.server.web.Language;

/// Who calls from a page.
///
/// @param door at which they are
/// @param talk the Message-ID of what they talk of just now, of which the call is a part
/// @param begun whether there is a matter of that talk already
/// @param language in which they are spoken to by a machine
/// @param page its address, as their browser says; at most 300 characters
/// @param key what makes it the same call when it is asked for twice; 1 to 100 characters
public record PageCaller(
        Sender sender, Door door, String talk, boolean begun, Language language, String page, String key) {}
