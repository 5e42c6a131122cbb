package io.rapport.server.voice;

import io.rapport.media.sip.Address;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.Uri;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Sender;
import io.rapport.server.customer.Bearings;
import io.rapport.server.vocabulary.ContactPoint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads who calls and whom they dialled out of an INVITE. What a caller says of themselves proves nothing.
/// Pure.
///
/// @param number E.164, or as it came; empty: withheld
record CallerId(Sender sender, String number) {
    private static final Set<String> NOBODY =
            Set.of("", "anonymous", "restricted", "unavailable", "private", "unknown");

    /// @param country whose way of writing numbers without a country is meant
    /// @param key of the call: who withholds their number is somebody of their own
    static CallerId of(SipMessage.Request invite, Optional<String> country, String key) {
        boolean hides =
                invite.header("Privacy").filter(text -> text.contains("id")).isPresent();
        Optional<Address> asserted = invite.list("P-Asserted-Identity").stream()
                .flatMap(value -> Address.of(value).stream())
                .filter(address -> !user(address.uri()).isEmpty())
                .findFirst();
        Address who = asserted.orElse(invite.from());
        String user = user(who.uri());
        boolean nobody = hides
                || NOBODY.contains(user.toLowerCase(Locale.ROOT))
                || host(who.uri()).endsWith("anonymous.invalid");
        if (nobody) {
            return new CallerId(
                    new Sender(
                            new ContactPoint(ContactPoint.Kind.HANDLE, "withheld number " + key.substring(0, 16)),
                            "Unknown caller",
                            Sender.Proof.UNKNOWN,
                            Optional.empty()),
                    "");
        }
        ContactPoint point = point(user, host(who.uri()), country);
        String name = name(who.name().isBlank() ? invite.from().name() : who.name());
        return new CallerId(new Sender(point, name, Sender.Proof.UNKNOWN, Optional.empty()), point.value());
    }

    private static ContactPoint point(String user, String host, Optional<String> country) {
        Optional<String> number = number(user, country);
        if (number.isPresent()) {
            return new ContactPoint(ContactPoint.Kind.PHONE, number.get());
        }
        String plain = user.replaceAll("\\p{Cntrl}", "");
        boolean digits = plain.matches("\\+?[0-9*#]{2,40}");
        String value = digits ? plain : plain + "@" + host;
        return new ContactPoint(
                digits ? ContactPoint.Kind.PHONE : ContactPoint.Kind.HANDLE,
                value.length() > ContactPoint.MAX_LENGTH ? value.substring(0, ContactPoint.MAX_LENGTH) : value);
    }

    /// A number in full, where it is one.
    static Optional<String> number(String text, Optional<String> country) {
        return text.matches("\\+?[0-9 ()./-]{3,40}") ? Bearings.number(text, country) : Optional.empty();
    }

    /// A number is no name.
    private static String name(String said) {
        String plain = said.strip();
        return plain.matches("[+0-9 ()./-]*") ? "" : plain;
    }

    /// The door whose number was dialled.
    ///
    /// @param doors phone doors that are open
    static Optional<Door> dialled(SipMessage.Request invite, List<Door> doors) {
        return Stream.of(user(invite.uri()), user(invite.to().uri()))
                .flatMap(user -> doors.stream()
                        .filter(door -> user.equals(door.address())
                                || number(user, country(door))
                                        .filter(door.address()::equals)
                                        .isPresent()))
                .findFirst();
    }

    /// The country of a door's own number.
    static Optional<String> country(Door door) {
        return new Bearings(Optional.empty(), List.of(door.address()), Optional.empty(), Optional.empty())
                .likelyCountry();
    }

    /// The part before the `@`, or the number; empty where there is none.
    static String user(Uri uri) {
        return switch (uri) {
            // Behind a semicolon stand parameters of the number (RFC 3261 section 19.1.6).
            case Uri.Sip sip -> sip.user().orElse("").split(";", 2)[0];
            case Uri.Tel tel -> tel.number();
            case Uri.Other _ -> "";
        };
    }

    private static String host(Uri uri) {
        return uri instanceof Uri.Sip sip ? sip.host() : "";
    }
}
