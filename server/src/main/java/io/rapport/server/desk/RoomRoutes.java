package io.rapport.server.desk;

import io.rapport.server.customer.Customers;
import io.rapport.server.swarm.Question;
import io.rapport.server.swarm.Swarm;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The team room: what colleagues ask each other about customers.
@RestController
@RequestMapping("/api")
@May(Permission.ANSWER)
class RoomRoutes {
    private static final int MOST_OPEN = 200;
    private static final int MOST_SETTLED = 30;

    private final DeskParts parts;
    private final Swarm swarm;
    private final RoomViews views;
    private final Customers customers;
    private final Persons persons;

    RoomRoutes(DeskParts parts, Swarm swarm, RoomViews views, Customers customers, Persons persons) {
        this.parts = parts;
        this.swarm = swarm;
        this.views = views;
        this.customers = customers;
        this.persons = persons;
    }

    /// My team's room, and questions elsewhere in which I take part.
    @May(Permission.SEE_CUSTOMERS)
    @GetMapping("/room")
    Wire.RoomPage room() {
        Agent me = parts.caller().agent();
        Wire.StreamPosition position = parts.hub().position();
        return new Wire.RoomPage(
                position,
                views.of(swarm.open(me.team(), me.id(), MOST_OPEN)),
                views.of(swarm.settled(me.team(), me.id(), MOST_SETTLED)));
    }

    /// @param key made once per question by who asks
    /// @param team whose room; null: the asker's own
    /// @param named colleagues who are asked by name
    record AskRequest(
            @Nullable String key,
            @Nullable String text,
            @Nullable String matter,
            @Nullable String team,
            @Nullable List<String> named) {}

    record AskedView(String id) {}

    /// Asks the team's room about them.
    @PostMapping("/customers/{id}/questions")
    AskedView ask(@PathVariable String id, @RequestBody AskRequest given) {
        Agent me = parts.caller().agent();
        CustomerId customer = customers
                .find(new CustomerId(Ids.of(id)))
                .map(c -> c.id())
                .orElseThrow(() -> Refusal.notFound("There is no such customer."));
        Optional<MatterId> matter = Optional.ofNullable(given.matter()).map(m -> new MatterId(Ids.of(m)));
        CustomerId record = matter.map(m -> persons.recordOf(m, customer)).orElse(customer);
        List<AgentId> named = Optional.ofNullable(given.named()).orElse(List.of()).stream()
                .map(a -> new AgentId(Ids.of(a)))
                .distinct()
                .toList();
        if (named.size() > Swarm.MOST_NAMED) {
            throw Refusal.field("named", "At most " + Swarm.MOST_NAMED + " colleagues, please.");
        }
        if (!named.stream()
                .allMatch(a -> parts.workforce().agent(a).filter(Agent::enabled).isPresent())) {
            throw Refusal.field("named", "There is no such colleague.");
        }
        TeamId team = Optional.ofNullable(given.team())
                .map(t -> new TeamId(Ids.of(t)))
                .map(t -> parts.workforce()
                        .findTeam(t)
                        .orElseThrow(() -> Refusal.field("team", "There is no such team."))
                        .id())
                .orElse(me.team());
        long question = swarm.ask(
                new Swarm.Asked(key(me, given.key()), record, matter, team, me.id(), text(given.text()), named),
                parts.clock().instant());
        return new AskedView(Long.toString(question));
    }

    private static String key(Agent me, @Nullable String key) {
        String own = SessionRoutes.required("key", key);
        if (own.length() > 100) {
            throw Refusal.field("key", "At most 100 characters.");
        }
        return me.id() + "-" + own;
    }

    private static String text(@Nullable String given) {
        String text = SessionRoutes.required("text", given);
        if (text.length() > Swarm.LONGEST) {
            throw Refusal.field("text", "At most " + Swarm.LONGEST + " characters, please.");
        }
        return text;
    }

    record AnswerRequest(@Nullable String key, @Nullable String text) {}

    /// Answers a question of the room.
    @PostMapping("/questions/{id}/answers")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answer(@PathVariable String id, @RequestBody AnswerRequest given) {
        Agent me = parts.caller().agent();
        Instant now = parts.clock().instant();
        switch (swarm.answer(key(me, given.key()), Ids.of(id), me.id(), text(given.text()), now)) {
            case TAKEN -> {}
            case UNKNOWN -> throw Refusal.notFound("There is no such question.");
            case ENOUGH ->
                throw Refusal.conflict(
                        "enough-answers", "There are " + Swarm.MOST_ANSWERS + " answers already. Ask anew, please.");
        }
    }

    /// Settles a question.
    @PostMapping("/questions/{id}/settle")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void settle(@PathVariable String id) {
        settle(id, true);
    }

    /// Opens a question again.
    @PostMapping("/questions/{id}/reopen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reopen(@PathVariable String id) {
        settle(id, false);
    }

    private void settle(String id, boolean settled) {
        Agent me = parts.caller().agent();
        Question question = swarm.find(Ids.of(id)).orElseThrow(() -> Refusal.notFound("There is no such question."));
        boolean theirs = question.team().equals(me.team()) || question.people().contains(me.id());
        if (!theirs) {
            throw Refusal.forbidden("This is the room of another team.");
        }
        swarm.settle(question.id(), settled, me.id(), parts.clock().instant());
    }
}
