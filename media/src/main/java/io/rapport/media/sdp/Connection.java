package io.rapport.media.sdp;

/// The address at which somebody wants to be sent media.
///
/// @param version 4 or 6
/// @param address as written: a number or a name, which is never resolved here
public record Connection(int version, String address) {

    /// How older telephones say that they want nothing for now (RFC 3264 section 8.4).
    public boolean isNowhere() {
        return address.equals("0.0.0.0") || address.equals("::");
    }

    String line() {
        return "c=IN IP" + version + " " + address;
    }
}
