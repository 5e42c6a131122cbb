package io.rapport.media.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What every message must have, once and readable (RFC 3261 section 8.1.1).
record Required(Via via, Address from, Address to, String callId, CSeq cseq) {
    private static final Set<String> ONCE =
            Set.of("Call-ID", "CSeq", "From", "To", "Max-Forwards", "Content-Length", "Content-Type", "Expires");

    /// Of headers that we wrote ourselves.
    ///
    /// @throws IllegalArgumentException where they don't keep to the grammar, or one is missing
    static Required of(List<SipHeader> headers) {
        try {
            return read(headers);
        } catch (BadSyntax bad) {
            throw new IllegalArgumentException(bad.getMessage(), bad);
        }
    }

    static Required read(List<SipHeader> headers) throws BadSyntax {
        for (String name : ONCE) {
            if (values(headers, name).size() > 1) {
                throw new BadSyntax("expected one " + name);
            }
        }
        Via via = vias(headers);
        Address from = Address.parse(one(headers, "From"));
        Address to = Address.parse(one(headers, "To"));
        String callId = one(headers, "Call-ID");
        if (callId.isEmpty() || callId.chars().anyMatch(sign -> sign <= ' ' || sign >= 0x7F)) {
            throw new BadSyntax("expected a Call-ID of one word");
        }
        return new Required(via, from, to, callId, CSeq.parse(one(headers, "CSeq")));
    }

    /// All must hold, as answers go by them; the topmost is ours to use.
    private static Via vias(List<SipHeader> headers) throws BadSyntax {
        List<Via> vias = new ArrayList<>();
        for (SipHeader header : headers) {
            if (header.is("Via")) {
                for (String value : header.values()) {
                    vias.add(Via.parse(value));
                }
            }
        }
        if (vias.isEmpty()) {
            throw new BadSyntax("expected a Via");
        }
        return vias.getFirst();
    }

    private static String one(List<SipHeader> headers, String name) throws BadSyntax {
        List<String> values = values(headers, name);
        if (values.isEmpty()) {
            throw new BadSyntax("expected a " + name);
        }
        return values.getFirst();
    }

    static List<String> values(List<SipHeader> headers, String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(SipHeader::value)
                .toList();
    }
}
