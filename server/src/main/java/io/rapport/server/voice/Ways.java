package io.rapport.server.voice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// By which ways a browser may reach us for sound. What it gets for the TURN server is a name that says until when it
/// holds, and the keyed hash of that name (draft-uberti-behave-turn-rest-00, as coturn has it).
public final class Ways {
    private final TurnSettings settings;
    private final Clock clock;

    Ways(TurnSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// A TURN server, as a browser wants it told.
    public record Server(List<String> urls, String username, String credential) {}

    /// @param only whether no other way is used
    public record View(List<Server> servers, boolean only) {}

    /// @param whose stands in the TURN server's own log
    View of(String whose) {
        return of(whose, settings.lasts());
    }

    /// @param most for how long what they get may hold
    public View of(String whose, Duration most) {
        if (settings.urls().isEmpty()) {
            return new View(List.of(), false);
        }
        String name =
                clock.instant()
                                .plus(most.compareTo(settings.lasts()) < 0 ? most : settings.lasts())
                                .getEpochSecond() + ":" + whose;
        return new View(List.of(new Server(settings.urls(), name, hash(name))), settings.only());
    }

    private String hash(String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(settings.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
