package io.rapport.server.chat;

import io.rapport.server.channel.Door;
import io.rapport.server.web.Language;
import io.rapport.server.web.PostLimit;
import io.rapport.server.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who asks at a chat's door, and whether they may: the site must be one that the door allows. Thread-safe.
final class ChatCallers {
    private static final String TOKEN = "[A-Za-z0-9_-]{43}";
    private static final String KEY = "[A-Za-z0-9-]{8,64}";

    private final ChatDoors doors;
    private final ChatTalks talks;
    private final PostLimit visitors;
    private final PostLimit addresses;
    private final String ours;
    private final Clock clock;

    /// @param ours our own origin, which every door allows
    ChatCallers(ChatDoors doors, ChatTalks talks, PostLimit visitors, PostLimit addresses, String ours, Clock clock) {
        this.doors = doors;
        this.talks = talks;
        this.visitors = visitors;
        this.addresses = addresses;
        this.ours = ours;
        this.clock = clock;
    }

    /// The key of one message, which makes sure that one sent twice is kept once.
    static String key(@Nullable String id) {
        return Optional.ofNullable(id)
                .filter(text -> text.matches(KEY))
                .orElseThrow(() -> Refusal.field("id", "Each message needs a key of its own."));
    }

    /// Counts something that they send.
    void count(ChatTalks.Caller caller, HttpServletRequest request, Instant now) {
        Optional<Duration> wait =
                addresses.count(request.getRemoteAddr(), now).or(() -> visitors.count(caller.token(), now));
        if (wait.isPresent()) {
            long minutes = Math.max(1, wait.get().plusSeconds(59).toMinutes());
            throw Refusal.tooOften(caller.language()
                    .say(
                            "That was very much at once. It is sent again by itself in " + minutes + " min.",
                            "Ha sido mucho de una vez. Se envía de nuevo por sí solo en " + minutes + " min."));
        }
    }

    /// Who asks, from an allowed site.
    ChatTalks.Caller of(
            String key,
            @Nullable String visitor,
            @Nullable String identity,
            @Nullable String lang,
            HttpServletRequest request,
            HttpServletResponse response) {
        Door door = doors.at(key).orElseThrow(() -> Refusal.notFound("There is no chat at this address."));
        String origin = Optional.ofNullable(request.getHeader("Origin")).orElse("");
        if (!origin.equals(ours) && !doors.origins(door.id()).contains(origin)) {
            throw Refusal.forbidden("This site may not embed this chat. An administrator allows it under Doors.");
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.addHeader("Vary", "Origin");
        Language language = Language.of(lang);
        String token = Optional.ofNullable(visitor)
                .filter(text -> text.matches(TOKEN))
                .orElseThrow(() -> Refusal.field("visitor", "This is no visitor's token."));
        Optional<SignedIdentity> signed = Optional.ofNullable(identity)
                .filter(text -> !text.isEmpty())
                .map(text -> doors.secret(door.id())
                        .flatMap(secret -> SignedIdentity.read(text, secret, clock.instant()))
                        .orElseThrow(() -> Refusal.signIn(language.say(
                                "We could not recognise you. Please open this page once more, signed in.",
                                "No le hemos reconocido. Abra esta página de nuevo con su cuenta."))));
        ChatTalks.Caller caller = new ChatTalks.Caller(door, token, signed, language);
        if (talks.visitor(caller).filter(known -> !caller.owns(known)).isPresent()) {
            throw Refusal.signIn(language.say(
                    "This talk belongs to somebody who was signed in. Please open the page once more.",
                    "Esta conversación es de alguien que tenía su cuenta abierta. Abra la página de nuevo."));
        }
        return caller;
    }
}
