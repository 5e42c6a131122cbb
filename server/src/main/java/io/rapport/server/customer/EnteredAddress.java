package io.rapport.server.customer;

import io.rapport.server.vocabulary.ContactPoint;
import java.util.Optional;

/// Reads what a colleague typed as somebody's address. Pure.
public final class EnteredAddress {
    /// E.164: at most fifteen digits; fewer than five are no number that can be reached from elsewhere.
    private static final int FEWEST_DIGITS = 5;

    private static final int MOST_DIGITS = 15;
    private static final int MOST = 100;

    private EnteredAddress() {}

    /// An e-mail address where there is an `@` inside, a number where there are digits and what people write between
    /// them; "00" in front is a "+". Empty if it is neither.
    public static Optional<ContactPoint> read(String text) {
        String typed = text.strip();
        if (typed.isEmpty() || typed.length() > ContactPoint.MAX_LENGTH) {
            return Optional.empty();
        }
        return typed.indexOf('@') > 0 ? ContactPoint.email(typed) : phone(typed);
    }

    private static Optional<ContactPoint> phone(String typed) {
        if (typed.length() > MOST || !typed.matches("\\+?[0-9 ()./-]+")) {
            return Optional.empty();
        }
        String digits = typed.replaceAll("[^0-9]", "");
        boolean abroad = typed.startsWith("+") || digits.startsWith("00");
        String number = digits.startsWith("00") && !typed.startsWith("+") ? digits.substring(2) : digits;
        return number.length() < FEWEST_DIGITS || number.length() > MOST_DIGITS
                ? Optional.empty()
                : Optional.of(new ContactPoint(ContactPoint.Kind.PHONE, (abroad ? "+" : "") + number));
    }
}
