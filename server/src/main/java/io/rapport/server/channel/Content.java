package io.rapport.server.channel;

import java.util.List;
import java.util.Optional;

/// What was said, in a form that is safe to store and to show.
///
/// @param subject one line, at most 500 characters; may be empty
/// @param text the words as plain text without the quoted tail, at most 200,000 characters
/// @param quoted the quoted earlier messages that were cut from `text`; may be empty
/// @param html the sanitised HTML with remote images already disarmed, where the original was HTML
/// @param remoteImages whether the HTML asked for pictures from elsewhere
/// @param truncated whether something was cut for its size (the raw bytes are whole)
/// @param fields what a form asked beside the message ("Topic" to "A price"), in order; at most 20
public record Content(
        String subject,
        String text,
        String quoted,
        Optional<String> html,
        boolean remoteImages,
        boolean truncated,
        List<Attached> attachments,
        List<Field> fields) {

    public static final int MAX_SUBJECT = 500;
    public static final int MAX_TEXT = 200_000;

    /// A file that came with it. The name is only for showing: never a path.
    public record Attached(String name, String type, byte[] bytes, Optional<String> contentId) {}

    /// One answer on a form.
    public record Field(String label, String value) {}

    public Content {
        if (subject.length() > MAX_SUBJECT || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    "content too long: subject " + subject.length() + ", text " + text.length());
        }
        attachments = List.copyOf(attachments);
        fields = List.copyOf(fields);
    }

    /// Words alone, as from a form.
    public static Content words(String subject, String text) {
        return new Content(subject, text, "", Optional.empty(), false, false, List.of(), List.of());
    }
}
