package io.rapport.media.sip;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One header field of a message.
///
/// @param name in its long form and as the registry spells it where it is well known (`Call-ID`), else as it came
/// @param value without the space around it; lines that were folded are one, with a space at each fold
public record SipHeader(String name, String value) {

    /// Compact forms and the spelling of those that are well known (RFC 3261 section 7.3.3 and later RFCs).
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("a", "Accept-Contact"),
            Map.entry("b", "Referred-By"),
            Map.entry("c", "Content-Type"),
            Map.entry("d", "Request-Disposition"),
            Map.entry("e", "Content-Encoding"),
            Map.entry("f", "From"),
            Map.entry("i", "Call-ID"),
            Map.entry("j", "Reject-Contact"),
            Map.entry("k", "Supported"),
            Map.entry("l", "Content-Length"),
            Map.entry("m", "Contact"),
            Map.entry("n", "Identity-Info"),
            Map.entry("o", "Event"),
            Map.entry("r", "Refer-To"),
            Map.entry("s", "Subject"),
            Map.entry("t", "To"),
            Map.entry("u", "Allow-Events"),
            Map.entry("v", "Via"),
            Map.entry("x", "Session-Expires"),
            Map.entry("y", "Identity"),
            Map.entry("call-id", "Call-ID"),
            Map.entry("contact", "Contact"),
            Map.entry("content-length", "Content-Length"),
            Map.entry("content-type", "Content-Type"),
            Map.entry("cseq", "CSeq"),
            Map.entry("from", "From"),
            Map.entry("max-forwards", "Max-Forwards"),
            Map.entry("to", "To"),
            Map.entry("via", "Via"));

    static SipHeader of(String name, String value) {
        return new SipHeader(KNOWN.getOrDefault(name.toLowerCase(Locale.ROOT), name), value);
    }

    /// Its values, where its grammar is a list: they are told apart by commas outside of quotes and angle brackets.
    public List<String> values() {
        return Scanner.splitList(value);
    }

    /// Whether it bears this name, in its long form and whatever the case.
    public boolean is(String longName) {
        return name.equalsIgnoreCase(longName);
    }
}
