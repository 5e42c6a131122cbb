package io.rapport.server.email.imap;

/// How far a mailbox has been read: its UIDVALIDITY and the highest UID that was taken (RFC 9051 section
/// 2.3.1.1). Never the \Seen flag, which any other mail program sets, and never a date.
record Cursor(long validity, long uid) {
    static final String KEY = "imap-inbox";
    static final Cursor START = new Cursor(0, 0);

    static Cursor parse(String text) {
        String[] two = text.split(" ", -1);
        try {
            return two.length == 2 ? new Cursor(Long.parseLong(two[0]), Long.parseLong(two[1])) : START;
        } catch (NumberFormatException notOurs) {
            return START;
        }
    }

    /// For a mailbox that was numbered anew everything is read again; what is known is recognised by its bytes.
    Cursor in(long currentValidity) {
        return validity == currentValidity ? this : new Cursor(currentValidity, 0);
    }

    Cursor at(long newUid) {
        return new Cursor(validity, Math.max(uid, newUid));
    }

    @Override
    public String toString() {
        return validity + " " + uid;
    }
}
