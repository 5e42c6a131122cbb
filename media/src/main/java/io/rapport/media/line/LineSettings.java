package io.rapport.media.line;

import io.rapport.media.codec.Coding;
import java.net.InetAddress;
import java.util.List;

/// Where sound is sent from and taken.
///
/// @param bind the address of the ports
/// @param publicAddress as which others reach it, an address in digits; empty: the bound address itself
/// @param firstPort of those that may be taken; 0: any that are free
/// @param lastPort of those that may be taken
/// @param codings that we speak, what we like best first; not empty
public record LineSettings(InetAddress bind, String publicAddress, int firstPort, int lastPort, List<Coding> codings) {
    /// G.722 sounds best of what costs nearly nothing.
    public static final List<Coding> USUAL = List.of(Coding.G722, Coding.PCMA, Coding.PCMU);

    public LineSettings {
        if (firstPort < 0 || lastPort > 65_535 || firstPort > lastPort) {
            throw new IllegalArgumentException("no range of ports: " + firstPort + " to " + lastPort);
        }
        codings = codings.stream().distinct().toList();
        if (codings.isEmpty()) {
            throw new IllegalArgumentException("no way to speak");
        }
    }

    /// That speak as is usual.
    public LineSettings(InetAddress bind, String publicAddress, int firstPort, int lastPort) {
        this(bind, publicAddress, firstPort, lastPort, USUAL);
    }

    /// On any free ports of this address.
    public static LineSettings anyPort(InetAddress bind) {
        return new LineSettings(bind, "", 0, 0);
    }

    /// What stands in descriptions.
    String advertised() {
        return publicAddress.isEmpty() ? bind.getHostAddress() : publicAddress;
    }
}
