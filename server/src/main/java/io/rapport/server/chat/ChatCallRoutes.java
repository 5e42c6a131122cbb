package io.rapport.server.chat;

import io.rapport.server.customer.Bearings;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.voice.Ways;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.PostLimit;
import io.rapport.server.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// What the widget asks about calls from its page, as [ChatRoutes] is asked about words. How a call stands travels by
/// the stream.
@RestController
@RequestMapping("/chat/{key}/calls")
@ForEveryone
class ChatCallRoutes {
    private static final int MAX_PAGE = 300;
    private static final int MAX_NAME = 100;
    /// No call lasts longer than what a visitor gets for a TURN server.
    private static final Duration LONGEST = Duration.ofHours(4);

    private final ChatCallers callers;
    private final ChatCalls calls;
    private final ChatTalks talks;
    private final CallLimits limits;
    private final Ways ways;
    private final JsonMapper json;
    private final Clock clock;

    ChatCallRoutes(
            ChatCallers callers,
            ChatCalls calls,
            ChatTalks talks,
            CallLimits limits,
            Ways ways,
            JsonMapper json,
            Clock clock) {
        this.callers = callers;
        this.calls = calls;
        this.talks = talks;
        this.limits = limits;
        this.ways = ways;
        this.json = json;
        this.clock = clock;
    }

    /// How often visitors may call, or say who they are.
    record CallLimits(PostLimit visitors, PostLimit addresses) {}

    record Asked(
            @Nullable String visitor,
            @Nullable String identity,
            @Nullable String lang,
            @Nullable String id,
            @Nullable String offer,
            @Nullable String page,
            @Nullable String name,
            @Nullable String reach) {}

    /// @param answer a session description (RFC 8866)
    record Connected(String answer) {}

    /// Calls us from the page; it rings as soon as sound goes both ways.
    @PostMapping
    Connected call(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = read(request);
        ChatTalks.Caller caller = caller(key, asked, request, response);
        String id = ChatCallers.key(asked.id());
        Instant now = clock.instant();
        if (!talks.state(caller, talks.visitor(caller), now).calls()) {
            throw Refusal.conflict(
                    "closed",
                    caller.language()
                            .say(
                                    "Nobody can be called just now. Please write to us here.",
                                    "Ahora no se puede llamar a nadie. Escríbanos aquí."));
        }
        if (limits.addresses()
                .count(request.getRemoteAddr(), now)
                .or(() -> limits.visitors().count(caller.token(), now))
                .isPresent()) {
            throw Refusal.tooOften(caller.language()
                    .say(
                            "That were many calls in a short time. Please write to us here.",
                            "Han sido muchas llamadas en poco tiempo. Escríbanos aquí."));
        }
        return new Connected(
                calls.begin(caller, id, offer(asked), page(asked.page(), request.getHeader("Origin")), now));
    }

    /// By which ways their browser may reach us for sound.
    @PostMapping("/ways")
    Ways.View findCallWays(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = read(request);
        ChatTalks.Caller caller = caller(key, asked, request, response);
        Instant now = clock.instant();
        callers.count(caller, request, now);
        return talks.state(caller, talks.visitor(caller), now).calls()
                ? ways.of("visitor", LONGEST)
                : new Ways.View(List.of(), false);
    }

    /// Takes up the call by another network of the same browser.
    @PostMapping("/again")
    Connected callAgain(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = read(request);
        ChatTalks.Caller caller = caller(key, asked, request, response);
        callers.count(caller, request, clock.instant());
        return new Connected(calls.again(caller, ChatCallers.key(asked.id()), offer(asked)));
    }

    /// Hangs up.
    @PostMapping("/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endCall(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = read(request);
        calls.end(caller(key, asked, request, response), ChatCallers.key(asked.id()));
    }

    /// Notes who calls, and how they are reached should it break.
    @PostMapping("/reach")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reachCaller(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = read(request);
        ChatTalks.Caller caller = caller(key, asked, request, response);
        String id = ChatCallers.key(asked.id());
        String name = plain(asked.name());
        String typed = plain(asked.reach());
        if (name.length() > MAX_NAME) {
            throw Refusal.field(
                    "name", caller.language().say("At most 100 characters, please.", "Como máximo 100 caracteres."));
        }
        Optional<ContactPoint> address = typed.isEmpty() ? Optional.empty() : Optional.of(address(caller, typed));
        if (caller.identity().isPresent()) {
            throw Refusal.conflict("known", caller.language().say("We know you.", "Le conocemos."));
        }
        callers.count(caller, request, clock.instant());
        calls.reach(caller, id, name, address);
    }

    private ContactPoint address(ChatTalks.Caller caller, String typed) {
        Optional<ContactPoint> found = typed.contains("@")
                ? ContactPoint.email(typed).filter(a -> a.domain().contains("."))
                : Bearings.number(typed, calls.country())
                        .map(number -> new ContactPoint(ContactPoint.Kind.PHONE, number));
        return found.orElseThrow(() -> Refusal.field(
                "reach",
                caller.language()
                        .say(
                                "Please give a mail address, or a number with its country, like +44 113 496 0100.",
                                "Indique un correo, o un número con su país, como +34 911 23 45 67.")));
    }

    private ChatTalks.Caller caller(String key, Asked asked, HttpServletRequest request, HttpServletResponse response) {
        return callers.of(key, asked.visitor(), asked.identity(), asked.lang(), request, response);
    }

    private static String offer(Asked asked) {
        return asked.offer() == null ? "" : asked.offer();
    }

    /// The site is the one that asks, whatever the page says.
    private static String page(@Nullable String path, @Nullable String origin) {
        String said = plain(path);
        String page = Optional.ofNullable(origin).orElse("") + (said.startsWith("/") ? said : "/");
        return page.length() > MAX_PAGE ? page.substring(0, MAX_PAGE) : page;
    }

    private static String plain(@Nullable String typed) {
        return typed == null
                ? ""
                : typed.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
    }

    private Asked read(HttpServletRequest request) throws IOException {
        return PlainBody.read(request, json, Asked.class);
    }
}
