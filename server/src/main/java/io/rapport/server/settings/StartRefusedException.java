package io.rapport.server.settings;

/// The installation can't start until its operator changes something. The message says what is wrong and with what;
/// the remedy says what to do next. Both are printed instead of a stack trace.
public final class StartRefusedException extends RuntimeException {
    private final String remedy;

    public StartRefusedException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    public StartRefusedException(String message, String remedy, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    /// What the operator does next, as a sentence.
    public String remedy() {
        return remedy;
    }
}
