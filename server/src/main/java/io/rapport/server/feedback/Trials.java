package io.rapport.server.feedback;

import io.rapport.server.channel.Carrier;
import io.rapport.server.channel.Delivery;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.Parcel;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.web.Language;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Sends a survey to the administrator who sets it up: nobody's story knows of it, and nothing is counted.
final class Trials {
    private final Links links;
    private final TokenKeys keys;
    private final Doors doors;
    private final Supplier<List<Carrier>> carriers;
    private final Clock clock;

    Trials(Links links, TokenKeys keys, Doors doors, Supplier<List<Carrier>> carriers, Clock clock) {
        this.links = links;
        this.keys = keys;
        this.doors = doors;
        this.carriers = carriers;
        this.clock = clock;
    }

    /// What came of it.
    sealed interface Sent {
        record Gone() implements Sent {}

        record NoDoor() implements Sent {}

        record NotTaken(String why) implements Sent {}
    }

    static AskLetter.Occasion occasion(Language in, String served) {
        return new AskLetter.Occasion(
                "Gwen",
                served.isEmpty() ? "Nell" : served,
                in.say("No line since this morning", "Sin línea desde esta mañana"),
                AskLetter.Reason.CLOSED);
    }

    Sent send(Survey survey, Language in, ContactPoint to, String firstName) {
        Optional<Door> door = doors.all().stream()
                .filter(one -> one.channel() == Channel.MAIL && one.enabled())
                .findFirst();
        Optional<Carrier> carrier = carriers.get().stream()
                .filter(one -> one.channel() == Channel.MAIL)
                .findFirst();
        if (door.isEmpty() || carrier.isEmpty()) {
            return new Sent.NoDoor();
        }
        Instant now = clock.instant();
        AskLetter.Words words =
                new AskLetter(survey, in, links).words(links.trial(survey.id(), now), occasion(in, firstName));
        String address = door.get().address();
        Delivery delivery = carrier.get()
                .carry(new Parcel(
                        0,
                        door.get().id(),
                        "trial." + UUID.randomUUID() + "@" + address.substring(address.lastIndexOf('@') + 1),
                        firstName,
                        address,
                        address,
                        to,
                        firstName,
                        words.subject(),
                        words.text(),
                        Optional.of(words.html()),
                        List.of(),
                        List.of(),
                        true,
                        now));
        return switch (delivery) {
            case Delivery.Accepted _ -> new Sent.Gone();
            case Delivery.Deferred(var why) -> new Sent.NotTaken(why);
            case Delivery.Unsure(var why) -> new Sent.NotTaken(why);
            case Delivery.Refused(var why) -> new Sent.NotTaken(why);
        };
    }

    /// Links are signed by a new key from now on.
    int newKey() {
        return keys.make();
    }
}
