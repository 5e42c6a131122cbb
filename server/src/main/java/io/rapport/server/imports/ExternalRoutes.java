package io.rapport.server.imports;

import io.rapport.server.access.Accounts;
import io.rapport.server.facts.ExternalId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Keeps customers in step with another system: one person, by the number that they have there. Saying the same twice
/// changes nothing the second time.
@RestController
@RequestMapping("/api/external/{system}/{number}")
@May(Permission.IMPORT_CUSTOMERS)
class ExternalRoutes {
    private static final int MOST = 60;

    private final Imports imports;
    private final Workforce workforce;
    private final Accounts accounts;

    ExternalRoutes(Imports imports, Workforce workforce, Accounts accounts) {
        this.imports = imports;
        this.workforce = workforce;
        this.accounts = accounts;
    }

    /// Parts that are left out are not said.
    ///
    /// @param fields by their names for programs
    /// @param filling how it meets what is known; `REPLACE` if nothing is said
    record PersonRequest(
            @Nullable String name,
            @Nullable String organisation,
            @Nullable String place,
            @Nullable String language,
            @Nullable String bestTime,
            @Nullable List<String> emails,
            @Nullable List<String> phones,
            @Nullable Map<String, String> fields,
            @Nullable Filling filling) {}

    record PersonPut(String customer, String outcome) {}

    /// Brings a person of another system up to date here, by its number there.
    @PutMapping
    ResponseEntity<PersonPut> put(
            @PathVariable String system,
            @PathVariable String number,
            @RequestBody PersonRequest given,
            Principal caller) {
        Agent me = workforce
                .agentOfAccount(Long.parseLong(caller.getName()))
                .filter(Agent::enabled)
                .orElseThrow(() -> Refusal.forbidden("This account belongs to no team yet."));
        ExternalId id = ExternalId.read(system, number)
                .orElseThrow(() -> Refusal.field("number", "Name the system by its short name, and a number there."));
        Outcome outcome =
                imports.put(line(id, given), given.filling() == null ? Filling.REPLACE : given.filling(), me.id());
        outcome.wrong().ifPresent(wrong -> {
            throw wrong.header().isEmpty()
                    ? Refusal.conflict("refused", wrong.reason())
                    : Refusal.field(wrong.header(), wrong.reason());
        });
        String customer = outcome.customer().map(Object::toString).orElseThrow();
        if (outcome.kind() != Outcome.Kind.SAME) {
            accounts.audit(Long.parseLong(caller.getName()), "put customer from " + id.system(), customer);
        }
        return ResponseEntity.status(outcome.kind() == Outcome.Kind.MADE ? 201 : 200)
                .body(new PersonPut(customer, outcome.kind().name()));
    }

    /// The same words as a line of a file, read by the same rules.
    private Line line(ExternalId id, PersonRequest given) {
        List<String> headers = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        Columns columns = (header, target, cell) -> {
            if (cell != null) {
                headers.add(header);
                targets.add(target);
                cells.add(cell);
            }
        };
        columns.add("number", new Target.Id(id.system()), id.value());
        columns.add("name", Target.Plain.NAME, given.name());
        columns.add("organisation", Target.Plain.ORGANISATION, given.organisation());
        columns.add("place", Target.Plain.PLACE, given.place());
        columns.add("language", Target.Plain.LANGUAGE, given.language());
        columns.add("bestTime", Target.Plain.BEST_TIME, given.bestTime());
        limited("emails", given.emails()).forEach(one -> columns.add("emails", Target.Plain.EMAIL, one));
        limited("phones", given.phones()).forEach(one -> columns.add("phones", Target.Plain.PHONE, one));
        Map<String, String> fields = given.fields() == null ? Map.of() : given.fields();
        if (fields.size() > MOST) {
            throw Refusal.field("fields", "At most " + MOST + " fields.");
        }
        fields.forEach((key, value) -> columns.add(
                "fields",
                Target.read("FIELD:" + key, imports.fields())
                        .orElseThrow(() -> Refusal.field("fields", "There is no field called so.")),
                value));
        return new LineReader(headers, targets).read(new Csv.Row(1, cells, false));
    }

    private interface Columns {
        void add(String header, Target target, @Nullable String cell);
    }

    private static List<String> limited(String field, @Nullable List<String> values) {
        List<String> list = values == null ? List.of() : values;
        if (list.size() > MOST || list.stream().anyMatch(one -> one == null || one.length() > Csv.MAX_CELL)) {
            throw Refusal.field(field, "At most " + MOST + " of them, each an address.");
        }
        return list;
    }
}
