package io.rapport.server.outreach;

import java.util.regex.Pattern;

/// Whether a far side says that an address does not exist, rather than that it did not want this message, or
/// not now.
/// Pure.
final class BadAddress {
    /// Enhanced status codes of class 5.1 (bad destination address, RFC 3463) and moved or disabled mailboxes
    /// (5.2.1),
    /// and how those say it who have no codes.
    private static final Pattern SAYS = Pattern.compile(
            "\\b5\\.1\\.(?:1|2|3|6|10)\\b|\\b5\\.2\\.1\\b|userunknown|hostunknown|hasmoved|"
                    + "(?:user|mailbox|recipient|address|account)(?: address)?(?: is)? (?:unknown|rejected: user unknown|"
                    + "not found|does(?: not|n't) exist|disabled|unavailable)|no such (?:user|mailbox|recipient|address|person)|"
                    + "unknown (?:user|recipient|address)",
            Pattern.CASE_INSENSITIVE);

    private BadAddress() {}

    static boolean says(String detail) {
        return SAYS.matcher(detail).find();
    }
}
