package io.rapport.server.movein;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// By what is known that something was taken: a digest of its source and its number there, which tells nothing of it.
final class Keys {
    private Keys() {}

    /// A mail is the same mail in whichever mailbox or system it lies.
    static String of(MoveIn.Source source, Thing.Message message) {
        return message.messageId().isEmpty()
                ? digest(source.name() + " message " + message.ref())
                : digest("mail " + message.messageId());
    }

    static String of(MoveIn.Source source, Thing.Conversation conversation) {
        return digest(source.name() + " conversation " + conversation.ref());
    }

    /// What a conversation begins with, where its text came in place of its messages.
    static String beginning(MoveIn.Source source, Thing.Message message) {
        String words = message.text().strip().replaceAll("\\s+", " ");
        return digest(source.name() + " beginning " + message.thread() + " " + words);
    }

    static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
