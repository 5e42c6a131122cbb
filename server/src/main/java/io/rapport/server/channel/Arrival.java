package io.rapport.server.channel;

import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One thing that came in, translated by its adapter and not yet believed by anyone.
///
/// @param door where it came in
/// @param key what makes it the same arrival when it is handed in twice: a hash of envelope and bytes without
///     trace headers; 1 to 128 characters
/// @param messageId its own Message-ID without angle brackets, at most 500 characters; an answer of ours names it
/// @param raw the bytes as they came, for the one who wants the original
/// @param sender who says to have sent it; empty where no usable address could be found
/// @param nature what kind of thing it is: somebody's words, a machine's answer, a bounce
/// @param recipients addresses it was sent to, as far as known; at most 100
/// @param hints which of our messages it may answer, strongest first; at most 50
/// @param junk why it seems to be junk, where it does
public record Arrival(
        Channel channel,
        DoorId door,
        String key,
        Optional<String> messageId,
        Instant receivedAt,
        byte[] raw,
        Optional<Sender> sender,
        Nature nature,
        Content content,
        List<String> recipients,
        List<Hint> hints,
        Optional<String> junk) {

    public Arrival {
        if (key.isEmpty() || key.length() > 128) {
            throw new IllegalArgumentException("an arrival's key has 1 to 128 characters, not " + key.length());
        }
        messageId = messageId.filter(id -> id.length() <= 500);
        recipients = List.copyOf(recipients.subList(0, Math.min(recipients.size(), 100)));
        hints = List.copyOf(hints.subList(0, Math.min(hints.size(), 50)));
    }

    /// The same from somebody else.
    Arrival from(Sender other) {
        return new Arrival(
                channel,
                door,
                key,
                messageId,
                receivedAt,
                raw,
                Optional.of(other),
                nature,
                content,
                recipients,
                hints,
                junk);
    }

    /// The same without anything that was read out of it: a person looks at the bytes.
    Arrival asFound(String why) {
        return new Arrival(
                channel,
                door,
                key,
                Optional.empty(),
                receivedAt,
                raw,
                Optional.empty(),
                new Nature.Unreadable(why),
                Content.words("", ""),
                List.of(),
                List.of(),
                Optional.empty());
    }
}
