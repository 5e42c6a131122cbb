package io.rapport.server.chat;

import io.rapport.server.calling.CallBacks;
import io.rapport.server.interaction.Matters;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// From the chat to the page on which a visitor chooses when they are called.
@RestController
@RequestMapping("/chat/{key}/call-time")
@ForEveryone
class ChatCallTimeRoutes {
    private final ChatCallers callers;
    private final ChatTalks talks;
    private final CallBacks callBacks;
    private final Matters matters;
    private final JsonMapper json;
    private final Clock clock;

    ChatCallTimeRoutes(
            ChatCallers callers, ChatTalks talks, CallBacks callBacks, Matters matters, JsonMapper json, Clock clock) {
        this.callers = callers;
        this.talks = talks;
        this.callBacks = callBacks;
        this.matters = matters;
        this.json = json;
        this.clock = clock;
    }

    record Asked(
            @Nullable String visitor,
            @Nullable String identity,
            @Nullable String lang) {}

    /// @param path of the page
    record Place(String path) {}

    /// Makes a page on which they choose when they are called about what they talk of.
    @PostMapping
    Place chooseCallTime(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = PlainBody.read(request, json, Asked.class);
        ChatTalks.Caller caller = callers.of(key, asked.visitor(), asked.identity(), asked.lang(), request, response);
        Instant now = clock.instant();
        callers.count(caller, request, now);
        CustomerId customer = talks.visitor(caller)
                .filter(caller::owns)
                .flatMap(ChatStore.Visitor::customer)
                .orElseThrow(() -> nothingSaid(caller));
        return matters.of(customer, 1).stream()
                .findFirst()
                .map(matter -> new Place(callBacks.page(customer, matter.id(), now)))
                .orElseThrow(() -> nothingSaid(caller));
    }

    private static Refusal nothingSaid(ChatTalks.Caller caller) {
        return Refusal.conflict(
                "nothing-said",
                caller.language().say("Please tell us first what it is about.", "Díganos primero de qué se trata."));
    }
}
