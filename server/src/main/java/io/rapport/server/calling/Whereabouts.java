package io.rapport.server.calling;

import java.time.ZoneId;
import java.util.Set;

/// Where somebody may be who is called: on each of these clocks, under the rules of each of these countries. Never
/// without a clock.
///
/// @param zones as few as can be told; several where a number or an address may be in any of them
/// @param countries two capital letters each (ISO 3166-1); may be none
record Whereabouts(Set<ZoneId> zones, Set<String> countries) {
    Whereabouts {
        if (zones.isEmpty()) {
            throw new IllegalArgumentException("nobody lives without a clock");
        }
        zones = Set.copyOf(zones);
        countries = Set.copyOf(countries);
    }
}
