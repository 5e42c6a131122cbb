package io.rapport.server.movein;

/// What was given can't be read as a whole; the message is a sentence for whoever gave it.
final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String sentence) {
        super(sentence);
    }
}
