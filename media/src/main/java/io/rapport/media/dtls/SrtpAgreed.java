package io.rapport.media.dtls;

import io.rapport.media.rtp.SrtpSuite;

/// What a handshake agreed to. Nobody may log it.
///
/// @param client master key and salt of what the client sends
/// @param server master key and salt of what the server sends
public record SrtpAgreed(SrtpSuite suite, byte[] client, byte[] server) {
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "SrtpAgreed[" + suite + "]";
    }
}
