package io.rapport.server.calling;

/// A number of a customer's as it may stand on a page that anybody with its link can read.
///
/// @param contactPoint by which it is chosen
/// @param shown the country's prefix and the last three digits: "+44 ••• 123"
public record MaskedNumber(long contactPoint, String shown) {

    static MaskedNumber of(long contactPoint, String number) {
        String digits = number.replaceAll("[^0-9]", "");
        String last = digits.substring(Math.max(0, digits.length() - 3));
        String first = number.startsWith("+") && digits.length() > 6 ? "+" + digits.substring(0, 2) + " " : "";
        return new MaskedNumber(contactPoint, first + "••• " + last);
    }
}
