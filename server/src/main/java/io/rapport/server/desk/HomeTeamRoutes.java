package io.rapport.server.desk;

import io.rapport.server.access.Accounts;
import io.rapport.server.channel.HomeNews;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.home.HomeMoves;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Team;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Giving one customer to another home team: what would go along, doing it, and taking it back.
@RestController
@RequestMapping("/api/customers/{id}/home-team")
@May(Permission.MOVE_CUSTOMERS)
class HomeTeamRoutes {
    private final DeskParts parts;
    private final HomeMoves moves;
    private final HomeNews news;
    private final Customers customers;
    private final Merges merges;
    private final Accounts accounts;

    HomeTeamRoutes(
            DeskParts parts, HomeMoves moves, HomeNews news, Customers customers, Merges merges, Accounts accounts) {
        this.parts = parts;
        this.moves = moves;
        this.news = news;
        this.customers = customers;
        this.merges = merges;
        this.accounts = accounts;
    }

    record LetterView(String address, String language, String text) {}

    /// @param promises open ones, with owners and deadlines
    /// @param letters how many are to leave later
    /// @param knows who of the other team has spoken with them
    /// @param letter what they would be told; null where no address of theirs is proven
    record PreviewView(
            String to,
            List<Wire.PromiseRow> promises,
            int letters,
            List<Wire.KnowsView> knows,
            @Nullable LetterView letter) {}

    /// What would go along to another home team.
    @GetMapping("/preview")
    PreviewView preview(@PathVariable String id, @RequestParam String to) {
        List<CustomerId> circle = circle(id);
        Team team = team(to);
        return new PreviewView(
                team.id().toString(),
                parts.store().ofRecords(circle),
                news.scheduled(circle),
                customers.acquaintances(circle.getFirst()).stream()
                        .filter(known -> parts.workforce()
                                .agent(known.agent())
                                .map(Agent::team)
                                .filter(team.id()::equals)
                                .isPresent())
                        .map(known -> new Wire.KnowsView(known.agent().toString(), known.talks(), known.last()))
                        .toList(),
                news.letter(circle, team)
                        .map(letter -> new LetterView(letter.address(), letter.language(), letter.text()))
                        .orElse(null));
    }

    /// @param promises whether those that somebody has go along too
    /// @param tell whether the customer is told
    record MoveRequest(
            @Nullable String to,
            @Nullable Boolean promises,
            @Nullable Boolean tell) {}

    record MovedView(String move) {}

    /// Gives them to another home team.
    @PostMapping
    MovedView move(@PathVariable String id, @RequestBody MoveRequest given) {
        Agent me = parts.caller().agent();
        CustomerId customer = circle(id).getFirst();
        Team to = team(given.to());
        HomeMoves.Along along = Boolean.TRUE.equals(given.promises()) ? HomeMoves.Along.ALL : HomeMoves.Along.FREE;
        return switch (moves.move(customer, to.id(), along, Boolean.TRUE.equals(given.tell()), me.id())) {
            case HomeMoves.Moved.Now(var move) -> {
                accounts.audit(
                        parts.caller().session().account().id(),
                        "moved customer to team " + to.id(),
                        customer.toString());
                yield new MovedView(Long.toString(move));
            }
            case HomeMoves.Moved.AlreadyThere() ->
                throw Refusal.conflict("already-there", "They are at home with " + to.name() + " already.");
            case HomeMoves.Moved.NoSuchTeam() -> throw Refusal.field("to", "There is no such team (any more).");
        };
    }

    record UndoRequest(@Nullable String move) {}

    /// Takes the last such move back.
    @PostMapping("/undo")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undo(@PathVariable String id, @RequestBody UndoRequest given) {
        Agent me = parts.caller().agent();
        CustomerId customer = circle(id).getFirst();
        if (!moves.undo(customer, Ids.of(SessionRoutes.required("move", given.move())), me.id())) {
            throw Refusal.conflict("moved-on", "They were moved again since. Move them from where they are now.");
        }
        accounts.audit(parts.caller().session().account().id(), "moved customer back", customer.toString());
    }

    private Team team(@Nullable String id) {
        if (id == null || id.isBlank()) {
            throw Refusal.field("to", "Say to which team.");
        }
        return parts.workforce()
                .findTeam(new TeamId(Ids.of(id)))
                .orElseThrow(() -> Refusal.field("to", "There is no such team (any more)."));
    }

    private List<CustomerId> circle(String id) {
        List<CustomerId> circle = merges.circle(new CustomerId(Ids.of(id)));
        if (customers.find(circle.getFirst()).isEmpty()) {
            throw Refusal.notFound("There is no such customer.");
        }
        return circle;
    }
}
