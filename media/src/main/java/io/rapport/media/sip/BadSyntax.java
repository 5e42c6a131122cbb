package io.rapport.media.sip;

/// What stands there is not what the grammar asks for. Never leaves the package: readers answer with a result.
final class BadSyntax extends Exception {
    private static final long serialVersionUID = 1L;

    BadSyntax(String message) {
        // No stack: hostile input must stay cheap.
        super(message, null, false, false);
    }
}
