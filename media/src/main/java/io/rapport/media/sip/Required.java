package io.rapport.media.sip;

import java.util.List;

/// What every message must have, read from headers that we wrote ourselves.
record Required(Via via, Address from, Address to, String callId, CSeq cseq) {

    static Required of(List<SipHeader> headers) {
        try {
            List<String> vias = Scanner.splitList(first(headers, "Via"));
            return new Required(
                    Via.parse(vias.isEmpty() ? "" : vias.getFirst()),
                    Address.parse(first(headers, "From")),
                    Address.parse(first(headers, "To")),
                    first(headers, "Call-ID"),
                    CSeq.parse(first(headers, "CSeq")));
        } catch (BadSyntax bad) {
            throw new IllegalArgumentException(bad.getMessage(), bad);
        }
    }

    private static String first(List<SipHeader> headers, String name) throws BadSyntax {
        for (SipHeader header : headers) {
            if (header.is(name)) {
                return header.value();
            }
        }
        throw new BadSyntax("expected a " + name);
    }
}
