package io.rapport.server.imports;

import io.rapport.server.access.Accounts;
import io.rapport.server.facts.Field;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Files of customers: uploaded, looked at, taken, taken back, reported.
@RestController
@RequestMapping("/api/imports")
@May(Permission.IMPORT_CUSTOMERS)
class ImportRoutes {
    private final Imports imports;
    private final Workforce workforce;
    private final Accounts accounts;
    /// A whole file is looked through by one at a time.
    private final Semaphore looking = new Semaphore(1);

    ImportRoutes(Imports imports, Workforce workforce, Accounts accounts) {
        this.imports = imports;
        this.workforce = workforce;
        this.accounts = accounts;
    }

    /// @param target as in a mapping
    record TargetView(String target, String name) {}

    record ImportView(
            String id,
            String name,
            @OneOf(Import.State.class) String state,
            String charset,
            String separator,
            List<String> headers,
            List<String> mapping,
            @OneOf(Filling.class) String filling,
            Instant uploaded,
            int rows,
            int taken,
            int made,
            int joined,
            int same,
            int refused,
            int undone,
            int kept) {
        static ImportView of(Import one, List<String> mapping) {
            return new ImportView(
                    Long.toString(one.id()),
                    one.name(),
                    one.state().name(),
                    one.charset(),
                    String.valueOf(one.separator()),
                    one.headers(),
                    mapping,
                    one.filling().name(),
                    one.uploaded(),
                    one.rows(),
                    one.taken(),
                    one.made(),
                    one.joined(),
                    one.same(),
                    one.refused(),
                    one.undone(),
                    one.kept());
        }
    }

    record ImportList(List<ImportView> imports, List<TargetView> fields) {}

    /// Imports that were started, newest first, and the fields that a column can fill.
    @GetMapping
    ImportList all() {
        return new ImportList(
                imports.newest().stream()
                        .map(one -> ImportView.of(one, one.mapping()))
                        .toList(),
                imports.fields().stream()
                        .map(field -> new TargetView("FIELD:" + field.key(), field.name()))
                        .toList());
    }

    /// One import.
    @GetMapping("/{id}")
    ImportView see(@PathVariable String id) {
        Import one = find(id);
        return ImportView.of(one, one.mapping());
    }

    /// The body is the file itself.
    @PostMapping
    ImportView upload(@RequestParam(defaultValue = "") String name, InputStream body, Principal caller)
            throws IOException {
        String called = name.replaceAll("[\\p{Cntrl}\\p{Cf}]+", "").strip();
        Import one = imports.upload(
                        called.isEmpty() ? "customers.csv" : called.length() > 150 ? called.substring(0, 150) : called,
                        body,
                        Long.parseLong(caller.getName()))
                .orElseThrow(() ->
                        Refusal.tooLarge("A file has at most 50 MB, and says in its first line what its columns are."));
        List<Field> fields = imports.fields();
        return ImportView.of(
                one,
                one.headers().stream()
                        .map(header -> Target.guess(header, fields))
                        .toList());
    }

    record Choice(@Nullable List<String> mapping, @Nullable Filling filling) {
        Filling chosen() {
            return filling == null ? Filling.FILL_EMPTY : filling;
        }

        List<String> columns() {
            return mapping == null ? List.of() : mapping;
        }
    }

    /// @param what `NAME` or the name of a field
    record ChangeView(String what, String before, String after) {}

    /// @param outcome MADE, JOINED, SAME or REFUSED: what would become of it
    record RowView(
            int line,
            String name,
            @OneOf(Outcome.Kind.class) String outcome,
            @Nullable String customer,
            String known,
            List<ChangeView> changes,
            String header,
            String reason) {}

    record PreviewView(
            int rows, int made, int joined, int same, int refused, List<RowView> shown, List<RowView> refusals) {}

    /// What would become of each row, with these columns.
    @PostMapping("/{id}/preview")
    PreviewView preview(@PathVariable String id, @RequestBody Choice given) {
        Import one = withFile(id);
        List<Target> targets = targets(one, given);
        if (!looking.tryAcquire()) {
            throw Refusal.unavailable("Another file is being looked through. Try again in a moment.");
        }
        try {
            Preview preview = imports.preview(one, targets, given.chosen())
                    .orElseThrow(() -> Refusal.tooLarge(
                            "It has more than " + Imports.MAX_ROWS + " lines. Cut it into several files."));
            List<Field> fields = imports.fields();
            int made = preview.count(Outcome.Kind.MADE);
            int joined = preview.count(Outcome.Kind.JOINED);
            int same = preview.count(Outcome.Kind.SAME);
            int refused = preview.count(Outcome.Kind.REFUSED);
            return new PreviewView(
                    made + joined + same + refused,
                    made,
                    joined,
                    same,
                    refused,
                    preview.shown().stream()
                            .map(s -> view(s.line().name(), s.outcome(), s.known(), fields))
                            .toList(),
                    preview.refused().stream().map(o -> view("", o, "", fields)).toList());
        } finally {
            looking.release();
        }
    }

    private static RowView view(String name, Outcome outcome, String known, List<Field> fields) {
        return new RowView(
                outcome.line(),
                name,
                outcome.kind().name(),
                outcome.customer().map(Object::toString).orElse(null),
                known,
                outcome.before().entrySet().stream()
                        .map(e -> new ChangeView(
                                what(e.getKey(), fields),
                                e.getValue().getFirst(),
                                e.getValue().getLast()))
                        .toList(),
                outcome.wrong().map(Line.Wrong::header).orElse(""),
                outcome.wrong().map(Line.Wrong::reason).orElse(""));
    }

    private static String what(String written, List<Field> fields) {
        return fields.stream()
                .filter(field -> written.equals("FIELD:" + field.id()))
                .map(Field::name)
                .findFirst()
                .orElse(written);
    }

    private List<Target> targets(Import one, Choice given) {
        List<Target> targets = imports.targets(one, given.columns())
                .orElseThrow(() -> Refusal.field("mapping", "Say of each column where it goes."));
        boolean found = targets.stream()
                .anyMatch(target ->
                        target instanceof Target.Id || target == Target.Plain.EMAIL || target == Target.Plain.PHONE);
        if (!found) {
            throw Refusal.field(
                    "mapping", "One column must be an address or a number in another system, to know people again.");
        }
        return targets;
    }

    /// Starts it, or goes on where it was stopped.
    @PostMapping("/{id}/start")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void start(@PathVariable String id, @RequestBody Choice given, Principal caller) {
        AgentId me = me(caller);
        Import one = withFile(id);
        targets(one, given);
        if (!imports.start(one.id(), given.columns(), given.chosen(), me)) {
            throw Refusal.conflict("started", "It has been started already.");
        }
        audit(caller, "started import", one);
    }

    /// Stops it between two rows.
    @PostMapping("/{id}/stop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stop(@PathVariable String id, Principal caller) {
        Import one = find(id);
        if (!imports.stop(one.id())) {
            throw Refusal.conflict("not-running", "It does not run (any more).");
        }
        audit(caller, "stopped import", one);
    }

    /// Takes back what it brought, where nothing happened since.
    @PostMapping("/{id}/undo")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undo(@PathVariable String id, Principal caller) {
        Import one = find(id);
        int worked = imports.workedOn(one.id());
        if (worked > 0) {
            throw Refusal.conflict(
                    "worked-on",
                    "Somebody has worked with " + worked + (worked == 1 ? " person" : " people")
                            + " of it since. It can't be undone as a whole any more.");
        }
        if (!imports.undo(one.id())) {
            throw Refusal.conflict("not-done", "Only what has been done can be undone, once.");
        }
        audit(caller, "undid import", one);
    }

    /// Collected first, so that no slow reader holds a transaction open.
    @GetMapping("/{id}/report")
    ResponseEntity<InputStreamResource> report(@PathVariable String id, Principal caller) throws IOException {
        Import one = find(id);
        Path file = Files.createTempFile("rapport-report", ".csv");
        try {
            try (Writer out = Files.newBufferedWriter(file)) {
                out.write("line,outcome,person,column,reason\r\n");
                imports.report(one.id(), row -> write(out, row));
            }
            audit(caller, "downloaded report of import", one);
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                    .cacheControl(CacheControl.noStore())
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"import-" + one.id() + ".csv\"")
                    .body(new InputStreamResource(Files.newInputStream(file)));
        } finally {
            Files.delete(file);
        }
    }

    private static void write(Writer out, ImportStore.Reported row) {
        try {
            out.write(row.line() + "," + row.outcome().toLowerCase(java.util.Locale.ROOT) + "," + row.customer() + ","
                    + Csv.cell(row.header()) + "," + Csv.cell(row.reason()) + "\r\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void audit(Principal caller, String what, Import one) {
        accounts.audit(Long.parseLong(caller.getName()), what, Long.toString(one.id()));
    }

    private AgentId me(Principal caller) {
        return workforce
                .agentOfAccount(Long.parseLong(caller.getName()))
                .filter(Agent::enabled)
                .map(Agent::id)
                .orElseThrow(() -> Refusal.forbidden("This account belongs to no team yet."));
    }

    private Import withFile(String id) {
        Import one = find(id);
        if (!imports.hasFile(one.id())) {
            throw Refusal.conflict("no-file", "Its file is kept no longer. Upload it again.");
        }
        return one;
    }

    private Import find(String id) {
        Optional<Long> number;
        try {
            number = Optional.of(Long.parseLong(id)).filter(n -> n > 0);
        } catch (NumberFormatException nonsense) {
            number = Optional.empty();
        }
        return number.flatMap(imports::find).orElseThrow(() -> Refusal.notFound("There is no such import."));
    }
}
