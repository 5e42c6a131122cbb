package io.rapport.media.line;

import java.net.InetAddress;

/// Where sound is sent from and taken.
///
/// @param bind the address of the ports
/// @param publicAddress as which others reach it, an address in digits; empty: the bound address itself
/// @param firstPort of those that may be taken; 0: any that are free
/// @param lastPort of those that may be taken
public record LineSettings(InetAddress bind, String publicAddress, int firstPort, int lastPort) {
    public LineSettings {
        if (firstPort < 0 || lastPort > 65_535 || firstPort > lastPort) {
            throw new IllegalArgumentException("no range of ports: " + firstPort + " to " + lastPort);
        }
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
