package io.rapport.media.sip;

/// Which request of a dialog (RFC 3261 section 8.1.1.5).
///
/// @param number below 2^31
public record CSeq(long number, String method) {
    private static final long LIMIT = 1L << 31;

    static CSeq parse(String value) throws BadSyntax {
        Scanner scanner = new Scanner(value);
        long number = scanner.number(LIMIT - 1, "a sequence number below 2^31");
        scanner.blanks("a space after the sequence number");
        String method = scanner.token("a method");
        scanner.end();
        return new CSeq(number, method);
    }

    @Override
    public String toString() {
        return number + " " + method;
    }
}
