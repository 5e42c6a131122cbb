package io.rapport.server.feedback;

import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.Networks;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/// Whose votes are excluded from what is counted, and whose clicks are suspected.
///
/// @param ownNetworks ours, in CIDR notation
/// @param staff addresses of ours, or whole domains as `@brightline.example`
/// @param dataCentres networks in which machines live, in CIDR notation
record Rules(List<String> ownNetworks, List<String> staff, List<String> dataCentres) {
    static final int MOST = 200;
    static final Rules NONE = new Rules(List.of(), List.of(), List.of());

    Rules {
        ownNetworks = List.copyOf(ownNetworks);
        staff = staff.stream().map(one -> one.toLowerCase(Locale.ROOT)).toList();
        dataCentres = List.copyOf(dataCentres);
    }

    boolean isStaff(ContactPoint address) {
        return staff.contains(address.value()) || !address.domain().isEmpty() && staff.contains("@" + address.domain());
    }

    boolean isOwn(InetAddress address) {
        return new Networks(ownNetworks).test(address);
    }

    boolean isDataCentre(InetAddress address) {
        return new Networks(dataCentres).test(address);
    }
}
