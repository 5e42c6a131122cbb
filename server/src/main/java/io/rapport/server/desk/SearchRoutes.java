package io.rapport.server.desk;

import io.rapport.server.customer.Merges;
import io.rapport.server.search.Hit;
import io.rapport.server.search.Search;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Finding what was said.
@RestController
@RequestMapping("/api")
@May(Permission.SEE_CUSTOMERS)
class SearchRoutes {
    private final Search search;
    private final Merges merges;
    private final DeskStore store;

    SearchRoutes(Search search, Merges merges, DeskStore store) {
        this.search = search;
        this.merges = merges;
        this.store = store;
    }

    /// What was said with all the words in it, newest first.
    ///
    /// @param limit rows of the page, 1 to 200
    @GetMapping("/search")
    Wire.FoundPage search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String customer,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "" + Search.PAGE) int limit) {
        int size = PageSize.of(limit, Search.PAGE);
        Search.Among among = new Search.Among(
                customer == null ? List.of() : merges.circle(new CustomerId(Ids.of(customer))),
                Optional.ofNullable(team).map(id -> new TeamId(Ids.of(id))));
        Search.Page page;
        try {
            page = search.find(q, among, Optional.ofNullable(before), size);
        } catch (IllegalArgumentException badCursor) {
            throw Refusal.notFound("There is no such page; search again.");
        }
        Map<Long, DeskStore.Named> people = store.named(page.hits().stream()
                .map(hit -> hit.customer().value())
                .distinct()
                .toList());
        return new Wire.FoundPage(
                page.hits().stream()
                        .flatMap(hit ->
                                Optional.ofNullable(people.get(hit.customer().value()))
                                        .map(person -> found(hit, person))
                                        .stream())
                        .toList(),
                page.before().orElse(null));
    }

    private static Wire.Found found(Hit hit, DeskStore.Named person) {
        return new Wire.Found(
                Long.toString(hit.id()),
                Long.toString(person.survivor()),
                person.name(),
                DeskStore.tint(person.survivor()),
                person.team(),
                hit.at(),
                hit.kind().name(),
                hit.subject(),
                hit.parts().stream()
                        .map(part -> new Wire.FoundPart(part.text(), part.found()))
                        .toList());
    }
}
