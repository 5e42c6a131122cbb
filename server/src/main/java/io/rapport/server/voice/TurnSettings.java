package io.rapport.server.voice;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `rapport.voice.turn.*`: a TURN server (RFC 8656) by which browsers reach us out of networks that let no UDP through.
///
/// @param urls of it: `turn:turn.example.com:3478?transport=tcp`, `turns:turn.example.com:443?transport=tcp`.
///     Default none
/// @param secret that it shares with us; each browser gets a name and a password of its own made from it
///     (coturn's `use-auth-secret`)
/// @param only whether browsers use no other way. Default `false`: they try the direct one as well
/// @param lasts for how long a browser may use what it got; a line that is still open then is opened anew. Default 12 h
@ConfigurationProperties("rapport.voice.turn")
public record TurnSettings(
        @DefaultValue List<String> urls,
        @DefaultValue("") String secret,
        @DefaultValue("false") boolean only,
        @DefaultValue("12h") Duration lasts) {
    public TurnSettings {
        urls = List.copyOf(urls);
        for (String url : urls) {
            if (!url.matches("turns?:[^\\s/?#]+(\\?transport=(udp|tcp))?")) {
                throw new IllegalArgumentException("rapport.voice.turn.urls: this is no TURN server: " + url);
            }
        }
        if (!urls.isEmpty() && secret.isBlank()) {
            throw new IllegalArgumentException(
                    "rapport.voice.turn.secret is missing: without it anybody could use the TURN server.");
        }
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "TurnSettings[urls=" + urls + ", only=" + only + ", lasts=" + lasts + "]";
    }
}
