package io.rapport.server.calling;

import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.customer.Bearings;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.workforce.Team;
import java.util.List;
import java.util.Optional;

/// Reads a number that a customer typed, as people write numbers where their team works.
record TypedNumber(Doors doors) {
    private static final int MOST = 40;

    /// @return empty for what is no number, and for one whose owner is paid by whoever calls it
    Optional<ContactPoint> read(String typed, Team team) {
        String line = typed.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
        Optional<String> country = team.catchment().countries().stream()
                .findFirst()
                .or(() -> doors.all().stream()
                        .filter(door -> door.channel() == Channel.PHONE && door.enabled())
                        .map(Door::address)
                        .flatMap(number -> new Bearings(
                                        Optional.empty(), List.of(number), Optional.empty(), Optional.empty())
                                .likelyCountry().stream())
                        .findFirst());
        return line.length() > MOST
                ? Optional.empty()
                : Bearings.number(line, country)
                        .filter(number -> !Bearings.isPaidFor(number))
                        .map(number -> new ContactPoint(ContactPoint.Kind.PHONE, number));
    }
}
