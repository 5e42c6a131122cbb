package io.rapport.server.desk;

import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Views of the list of promises that somebody named: for themselves, or for their team. Only who made one changes it.
@RestController
@RequestMapping("/api/saved-views")
@May(Permission.SEE_DESK)
class SavedViewRoutes {
    private static final int MOST = 50;
    private static final int MOST_NAME = 60;

    private final SavedViewStore store;
    private final StreamHub hub;
    private final Caller caller;
    private final TransactionTemplate transaction;

    SavedViewRoutes(SavedViewStore store, DeskParts parts) {
        this.store = store;
        this.hub = parts.hub();
        this.caller = parts.caller();
        this.transaction = parts.transaction();
    }

    record SavedViews(List<Wire.SavedView> views) {}

    /// My views, then the team's.
    @GetMapping
    SavedViews views() {
        Agent me = caller.agent();
        return new SavedViews(store.of(me.id(), me.team()));
    }

    /// @param place in the order of one's own, as it had it before it was deleted; null: the last
    record Given(
            @Nullable String name,
            boolean shared,
            @Nullable ListFilters filters,
            @Nullable Integer place) {
        String words() {
            String words = name == null ? "" : name.strip();
            if (words.isEmpty() || words.length() > MOST_NAME) {
                throw Refusal.field("name", "Give it a name of at most " + MOST_NAME + " characters.");
            }
            return words;
        }

        ListFilters understood() {
            if (filters == null) {
                throw Refusal.field("filters", "Say what it shows.");
            }
            filters.known();
            String words = filters.words();
            if (words != null && words.length() > 100) {
                throw Refusal.field("filters", "Words to look for have at most 100 characters.");
            }
            return filters;
        }
    }

    record Added(String id) {}

    /// Saves a view.
    @May(Permission.HOLD_PROMISES)
    @PostMapping
    Added add(@RequestBody Given given) {
        Agent me = caller.agent();
        if (store.count(me.id()) >= MOST) {
            throw Refusal.conflict("enough", "You have " + MOST + " views. Delete one that you no longer use.");
        }
        long id = store.add(
                me.id(),
                me.team(),
                given.words(),
                given.shared(),
                given.understood(),
                Optional.ofNullable(given.place()));
        tell(me);
        return new Added(Long.toString(id));
    }

    /// Changes a view of mine.
    @May(Permission.HOLD_PROMISES)
    @PutMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable String id, @RequestBody Given given) {
        Agent me = caller.agent();
        if (!store.change(Ids.of(id), me.id(), me.team(), given.words(), given.shared(), given.understood())) {
            throw Refusal.notFound("There is no such view of yours.");
        }
        tell(me);
    }

    /// Removes a view of mine.
    @May(Permission.HOLD_PROMISES)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id) {
        Agent me = caller.agent();
        if (!store.remove(Ids.of(id), me.id())) {
            throw Refusal.notFound("There is no such view of yours.");
        }
        tell(me);
    }

    record Order(@Nullable List<String> ids) {}

    /// Says in which order my views stand.
    @May(Permission.HOLD_PROMISES)
    @PutMapping("/order")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void order(@RequestBody Order order) {
        Agent me = caller.agent();
        List<Long> ids = order.ids() == null
                ? List.of()
                : order.ids().stream().limit(MOST).map(Ids::of).toList();
        transaction.executeWithoutResult(status -> store.order(me.id(), ids));
        tell(me);
    }

    private void tell(Agent me) {
        hub.publish(new StreamHub.Audience.OfTeam(me.team()), seq -> new Wire.ViewsSaid("saved-views", seq));
    }
}
