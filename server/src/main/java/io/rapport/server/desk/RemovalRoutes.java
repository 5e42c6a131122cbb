package io.rapport.server.desk;

import io.rapport.server.access.Accounts;
import io.rapport.server.home.HomeMoves;
import io.rapport.server.home.Removal;
import io.rapport.server.home.Removals;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Catchment;
import io.rapport.server.workforce.PostcodePrefix;
import java.time.Instant;
import java.util.Arrays;
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

/// Giving many customers to another home team: who would go, and how far it is.
@RestController
@RequestMapping("/api/admin/home-moves")
@May(Permission.MOVE_CUSTOMERS)
class RemovalRoutes {
    private static final int MAX_VALUE = 100;

    private final DeskParts parts;
    private final Removals removals;
    private final Accounts accounts;

    RemovalRoutes(DeskParts parts, Removals removals, Accounts accounts) {
        this.parts = parts;
        this.removals = removals;
        this.accounts = accounts;
    }

    /// @param kind a [Removal.Kind]
    /// @param promises whether those that somebody has go along too
    record RemovalRequest(
            @Nullable String from,
            @Nullable String to,
            @OneOf(Removal.Kind.class) @Nullable String kind,
            @Nullable String value,
            @Nullable Boolean promises) {}

    record PreviewView(int people, int promises, List<Wire.Person> sample) {}

    record RemovalView(
            String id,
            String from,
            String to,
            @OneOf(Removal.Kind.class) String kind,
            String value,
            boolean promises,
            String agent,
            @OneOf(Removal.State.class) String state,
            int total,
            int moved,
            Instant begun,
            @Nullable Instant ended) {}

    record RemovalList(List<RemovalView> moves) {}

    /// The newest moves of many customers, with how far they are.
    @GetMapping
    RemovalList latest() {
        return new RemovalList(
                removals.latest().stream().map(RemovalRoutes::view).toList());
    }

    /// Who would go to another team.
    @PostMapping("/preview")
    PreviewView preview(@RequestBody RemovalRequest given) {
        Removals.Preview preview = removals.preview(whom(given));
        return new PreviewView(
                preview.people(),
                preview.promises(),
                parts.store()
                        .people(preview.sample().stream().map(CustomerId::value).toList()));
    }

    /// Begins to give them to another team.
    @PostMapping
    RemovalView begin(@RequestBody RemovalRequest given) {
        Agent me = parts.caller().agent();
        Removal.Whom whom = whom(given);
        TeamId to = team("to", given.to());
        if (to.equals(whom.from())) {
            throw Refusal.field("to", "They are at home there already. Choose another team.");
        }
        long account = parts.caller().session().account().id();
        long id = removals.begin(
                whom,
                to,
                Boolean.TRUE.equals(given.promises()) ? HomeMoves.Along.ALL : HomeMoves.Along.FREE,
                account,
                me.id());
        accounts.audit(account, "began moving customers from team " + whom.from() + " to team " + to, "" + id);
        return removals.latest().stream()
                .filter(one -> one.id() == id)
                .map(RemovalRoutes::view)
                .findFirst()
                .orElseThrow();
    }

    /// Stops a move of many.
    @PostMapping("/{id}/stop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stop(@PathVariable String id) {
        if (!removals.stop(Ids.of(id))) {
            throw Refusal.conflict("not-running", "It is not under way (any more).");
        }
        accounts.audit(parts.caller().session().account().id(), "stopped moving customers", id);
    }

    /// Takes a move of many back.
    @PostMapping("/{id}/undo")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undo(@PathVariable String id) {
        if (!removals.undo(Ids.of(id))) {
            throw Refusal.conflict("not-ended", "It is still under way, or was taken back already.");
        }
        accounts.audit(parts.caller().session().account().id(), "began moving customers back", id);
    }

    private Removal.Whom whom(RemovalRequest given) {
        TeamId from = team("from", given.from());
        Removal.Kind kind = Arrays.stream(Removal.Kind.values())
                .filter(one -> one.name().equals(given.kind()))
                .findFirst()
                .orElseThrow(() -> Refusal.field("kind", "Whom: ALL, NUMBER, POSTCODE, LANGUAGE or PLACE."));
        String typed = Optional.ofNullable(given.value()).map(String::strip).orElse("");
        if (typed.length() > MAX_VALUE) {
            throw Refusal.field("value", "At most " + MAX_VALUE + " characters.");
        }
        return new Removal.Whom(from, kind, value(kind, typed));
    }

    private static String value(Removal.Kind kind, String typed) {
        return switch (kind) {
            case ALL -> "";
            case NUMBER ->
                Catchment.number(typed)
                        .orElseThrow(() -> Refusal.field("value", "Write a plus, the country and the area: +44 117."));
            case POSTCODE ->
                PostcodePrefix.read(typed)
                        .map(PostcodePrefix::toString)
                        .orElseThrow(() ->
                                Refusal.field("value", "Write the country's two letters and the beginning: GB BS1."));
            case LANGUAGE ->
                Catchment.language(typed)
                        .orElseThrow(() -> Refusal.field("value", "Write the language's two letters: es."));
            case PLACE -> {
                if (typed.isEmpty()) {
                    throw Refusal.field("value", "Say in which place they live.");
                }
                yield typed;
            }
        };
    }

    private TeamId team(String field, @Nullable String id) {
        if (id == null || id.isBlank()) {
            throw Refusal.field(field, "Choose a team.");
        }
        TeamId team = new TeamId(Ids.of(id));
        if (parts.workforce().findTeam(team).isEmpty()) {
            throw Refusal.field(field, "There is no such team (any more).");
        }
        return team;
    }

    private static RemovalView view(Removal one) {
        return new RemovalView(
                Long.toString(one.id()),
                one.whom().from().toString(),
                one.to().toString(),
                one.whom().kind().name(),
                one.whom().value(),
                one.along() == HomeMoves.Along.ALL,
                one.by().toString(),
                one.state().name(),
                one.total(),
                one.moved(),
                one.begun(),
                one.ended().orElse(null));
    }
}
