package io.rapport.server.movein;

import io.rapport.server.access.Accounts;
import io.rapport.server.channel.MailServer;
import io.rapport.server.imports.Csv;
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
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Moving in: a file or a mailbox given, looked at, taken, reported.
@RestController
@RequestMapping("/api/move-ins")
@May(Permission.IMPORT_CUSTOMERS)
class MoveInRoutes {
    private static final int SHOWN = 20;
    private static final int MAX_FOLDERS = 100;

    private final MoveIns moveIns;
    private final Workforce workforce;
    private final Accounts accounts;

    MoveInRoutes(MoveIns moveIns, Workforce workforce, Accounts accounts) {
        this.moveIns = moveIns;
        this.workforce = workforce;
        this.accounts = accounts;
    }

    record MoveInView(
            String id,
            @OneOf(MoveIn.Source.class) String source,
            String name,
            @OneOf(MoveIn.State.class) String state,
            String problem,
            boolean carryOn,
            Instant uploaded,
            int threads,
            int taken,
            int people,
            int matters,
            int messages,
            int notes,
            int promises,
            int known,
            int refused) {
        static MoveInView of(MoveIn one) {
            return new MoveInView(
                    Long.toString(one.id()),
                    one.source().name(),
                    one.name(),
                    one.state().name(),
                    one.problem(),
                    one.carryOn(),
                    one.uploaded(),
                    one.threads(),
                    one.taken(),
                    one.people(),
                    one.matters(),
                    one.messages(),
                    one.notes(),
                    one.promises(),
                    one.known(),
                    one.refused());
        }
    }

    record MoveInList(List<MoveInView> moveIns) {}

    /// Histories from other systems, newest first.
    @GetMapping
    MoveInList all() {
        return new MoveInList(moveIns.newest().stream().map(MoveInView::of).toList());
    }

    /// One history.
    @GetMapping("/{id}")
    MoveInView see(@PathVariable String id) {
        return MoveInView.of(find(id));
    }

    /// The body is the file itself.
    @PostMapping
    MoveInView upload(
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "") String name,
            InputStream body,
            Principal caller)
            throws IOException {
        MoveIn.Source from = source(source);
        String called = name.replaceAll("[\\p{Cntrl}\\p{Cf}]+", "").strip();
        MoveIn one = moveIns.upload(
                        from,
                        called.isEmpty() ? "export" : called.length() > 150 ? called.substring(0, 150) : called,
                        body,
                        Long.parseLong(caller.getName()))
                .orElseThrow(() -> Refusal.tooLarge("A file has at most 200 MB. Cut it into several."));
        audit(caller, "gave move-in", one);
        return MoveInView.of(one);
    }

    private static MoveIn.Source source(String text) {
        for (MoveIn.Source one : MoveIn.Source.values()) {
            if (one.name().equals(text) && one != MoveIn.Source.MAILBOX) {
                return one;
            }
        }
        throw Refusal.field("source", "Say from which system it comes.");
    }

    /// @param folders none: all but junk, drafts and what was deleted
    record MailboxRequest(
            @Nullable String host,
            @Nullable Integer port,
            @OneOf(MailServer.Security.class) @Nullable String security,
            @Nullable String user,
            @Nullable String password,
            @Nullable List<String> folders) {}

    /// Begins to read a mailbox as a history.
    @PostMapping("/mailbox")
    MoveInView mailbox(@RequestBody MailboxRequest given, Principal caller) {
        String host = text(given.host(), "host", 200, "Say on which server the mailbox is.");
        if (!host.matches("[A-Za-z0-9.:-]+")) {
            throw Refusal.field("host", "This is no name of a server.");
        }
        int port = given.port() == null ? 993 : given.port();
        if (port < 1 || port > 65_535) {
            throw Refusal.field("port", "A port is a number from 1 to 65535.");
        }
        String security = given.security() == null ? "TLS" : given.security();
        if (!List.of("TLS", "STARTTLS", "NONE").contains(security)) {
            throw Refusal.field("security", "TLS, STARTTLS or NONE.");
        }
        String user = text(given.user(), "user", 200, "Say whose mailbox it is.");
        String password = text(given.password(), "password", 500, "Give the password of the mailbox.");
        List<String> folders = given.folders() == null ? List.of() : given.folders();
        if (folders.size() > MAX_FOLDERS || folders.stream().anyMatch(f -> f.isBlank() || f.length() > 300)) {
            throw Refusal.field("folders", "At most " + MAX_FOLDERS + " names of folders.");
        }
        MoveIn one = moveIns.open(
                new MoveIns.Mailbox(host, port, security, user, folders), password, Long.parseLong(caller.getName()));
        audit(caller, "gave move-in", one);
        return MoveInView.of(one);
    }

    private static String text(@Nullable String given, String field, int most, String missing) {
        String text = given == null ? "" : given.strip();
        if (text.isEmpty()) {
            throw Refusal.field(field, missing);
        }
        if (text.length() > most) {
            throw Refusal.field(field, "At most " + most + " characters.");
        }
        return text;
    }

    record RowView(
            String subject,
            String name,
            String email,
            boolean open,
            int messages,
            int known,
            Instant from,
            Instant to) {}

    record PreviewView(int people, int threads, int messages, List<RowView> first) {}

    /// What it holds, and its first conversations.
    @GetMapping("/{id}/preview")
    PreviewView preview(@PathVariable String id) {
        MoveIn one = find(id);
        if (one.state() != MoveIn.State.READY && one.state() != MoveIn.State.STOPPED) {
            throw Refusal.conflict("not-read", "It is still being read, or has been taken.");
        }
        MoveIns.Preview preview = moveIns.preview(one, SHOWN);
        return new PreviewView(
                preview.people(),
                preview.threads(),
                preview.messages(),
                preview.first().stream()
                        .map(row -> new RowView(
                                row.subject(),
                                row.name(),
                                row.email(),
                                row.open(),
                                row.messages(),
                                row.known(),
                                row.from(),
                                row.to()))
                        .toList());
    }

    /// @param carryOn whether what was open there becomes a promise here
    record StartRequest(@Nullable Boolean carryOn) {}

    /// Takes it, or goes on where it was stopped.
    @PostMapping("/{id}/start")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void start(@PathVariable String id, @RequestBody StartRequest given, Principal caller) {
        AgentId me = workforce
                .agentOfAccount(Long.parseLong(caller.getName()))
                .filter(Agent::enabled)
                .map(Agent::id)
                .orElseThrow(() -> Refusal.forbidden("This account belongs to no team yet."));
        MoveIn one = find(id);
        if (!moveIns.start(one.id(), Boolean.TRUE.equals(given.carryOn()), me)) {
            throw Refusal.conflict("not-ready", "It is not read yet, or has been started already.");
        }
        audit(caller, "started move-in", one);
    }

    /// Stops it between two conversations.
    @PostMapping("/{id}/stop")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stop(@PathVariable String id, Principal caller) {
        MoveIn one = find(id);
        if (!moveIns.stop(one.id())) {
            throw Refusal.conflict("not-running", "It does not run (any more).");
        }
        audit(caller, "stopped move-in", one);
    }

    /// Drops a history that was not taken.
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@PathVariable String id, Principal caller) {
        MoveIn one = find(id);
        if (!moveIns.drop(one.id())) {
            throw Refusal.conflict("running", "It runs, or is done.");
        }
        audit(caller, "put away move-in", one);
    }

    /// What was not taken. Collected first, so that no slow reader holds a connection.
    @GetMapping("/{id}/report")
    ResponseEntity<InputStreamResource> report(@PathVariable String id, Principal caller) throws IOException {
        MoveIn one = find(id);
        Path file = Files.createTempFile("rapport-report", ".csv");
        try {
            try (Writer out = Files.newBufferedWriter(file)) {
                out.write("what,reason\r\n");
                moveIns.report(one.id(), (what, reason) -> write(out, what, reason));
            }
            audit(caller, "downloaded report of move-in", one);
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                    .cacheControl(CacheControl.noStore())
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"move-in-" + one.id() + ".csv\"")
                    .body(new InputStreamResource(Files.newInputStream(file)));
        } finally {
            Files.delete(file);
        }
    }

    private static void write(Writer out, String what, String reason) {
        try {
            out.write(Csv.cell(what) + "," + Csv.cell(reason) + "\r\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void audit(Principal caller, String what, MoveIn one) {
        accounts.audit(Long.parseLong(caller.getName()), what, Long.toString(one.id()));
    }

    private MoveIn find(String id) {
        Optional<Long> number;
        try {
            number = Optional.of(Long.parseLong(id)).filter(n -> n > 0);
        } catch (NumberFormatException nonsense) {
            number = Optional.empty();
        }
        return number.flatMap(moveIns::find).orElseThrow(() -> Refusal.notFound("There is no such move-in."));
    }
}
