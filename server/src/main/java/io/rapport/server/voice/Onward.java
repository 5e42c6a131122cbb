package io.rapport.server.voice;

import io.rapport.media.line.PhoneLine;

/// The call of ours to whom a caller is put through.
record Onward(PhoneLine line, SipEnd end) {

    Onward(PhoneLine line) {
        this(line, new SipEnd(line));
    }

    void stop() {
        end.hangUp();
        line.close();
    }
}
