package io.rapport.server.desk;

import io.rapport.server.access.Accounts;
import io.rapport.server.channel.Fates;
import io.rapport.server.channel.Outbox;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.interaction.StoredFile;
import io.rapport.server.timeline.Line;
import io.rapport.server.vault.Vault;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// The originals, files, and what agents decide about an interaction.
@RestController
@RequestMapping("/api")
@May(Permission.SEE_CUSTOMERS)
class InteractionRoutes {
    static final long MAX_UPLOAD = 25L << 20;
    private static final int INLINE = 64 * 1024;
    private static final Pattern CID = Pattern.compile("(?i)src=\"cid:([^\"]{1,250})\"");
    private static final Set<String> PICTURES =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp");

    private final Interactions interactions;
    private final Outbox outbox;
    private final Fates fates;
    private final Vault vault;
    private final Accounts accounts;
    private final Caller caller;
    private final TransactionTemplate transaction;
    private final Clock clock;

    InteractionRoutes(
            DeskParts parts, Interactions interactions, Outbox outbox, Fates fates, Vault vault, Accounts accounts) {
        this.caller = parts.caller();
        this.transaction = parts.transaction();
        this.clock = parts.clock();
        this.interactions = interactions;
        this.outbox = outbox;
        this.fates = fates;
        this.vault = vault;
        this.accounts = accounts;
    }

    /// Calls a reply back that has not left.
    @May(Permission.ANSWER)
    @PostMapping("/interactions/{id}/undo")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undo(@PathVariable String id) {
        if (!outbox.undo(new InteractionId(Ids.of(id)), caller.agent().id())) {
            throw Refusal.conflict("gone", "It has left already.");
        }
    }

    record Reason(@Nullable String reason) {}

    /// Says that a message needs no answer.
    @May(Permission.ANSWER)
    @PostMapping("/interactions/{id}/needs-no-answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void needsNoAnswer(@PathVariable String id, @RequestBody Reason reason) {
        String why =
                Optional.ofNullable(reason.reason()).filter(r -> !r.isBlank()).orElse("needs no answer");
        if (!fates.needsNoAnswer(new InteractionId(Ids.of(id)), caller.agent().id(), why)) {
            throw Refusal.notFound("There is no such message.");
        }
    }

    /// Says that a message is junk.
    @May(Permission.SORT_JUNK)
    @PostMapping("/interactions/{id}/junk")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void junk(@PathVariable String id) {
        if (!fates.isJunk(new InteractionId(Ids.of(id)), caller.agent().id())) {
            throw Refusal.notFound("There is no such message.");
        }
    }

    /// The sanitised original, for a frame without scripts. Pictures from elsewhere only when asked for.
    @GetMapping("/interactions/{id}/html")
    ResponseEntity<String> html(@PathVariable String id, @RequestParam(defaultValue = "0") String images) {
        InteractionId interaction = new InteractionId(Ids.of(id));
        String html = interactions.html(interaction).orElseThrow(() -> Refusal.notFound("There is no HTML original."));
        boolean remote = images.equals("1");
        String pictures = CID.matcher(html)
                .replaceAll(m -> Matcher.quoteReplacement(
                        "src=\"/api/interactions/" + interaction + "/pictures/" + escaped(m.group(1)) + "\""));
        String shown = remote ? pictures.replace(" data-remote-src=\"", " src=\"") : pictures;
        String policy = "default-src 'none'; img-src 'self' data:" + (remote ? " https: http:" : "")
                + "; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox;"
                + " frame-ancestors 'self'";
        return ResponseEntity.ok()
                .header("Content-Security-Policy", policy)
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=60")
                .contentType(new MediaType("text", "html", StandardCharsets.UTF_8))
                .body("<!doctype html><meta charset=\"utf-8\"><base target=\"_blank\"><style>body{font:14px/1.5"
                        + " system-ui,sans-serif;margin:12px;color:#15181e;background:#fff;overflow-wrap:anywhere}"
                        + "img{max-width:100%}</style>" + shown);
    }

    private static String escaped(String contentId) {
        return java.net.URLEncoder.encode(contentId, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// A picture that came along with a mail. Bitmaps only: never SVG or HTML.
    @GetMapping("/interactions/{id}/pictures/{contentId}")
    ResponseEntity<byte[]> picture(@PathVariable String id, @PathVariable String contentId) {
        Interactions.File file = interactions
                .picture(new InteractionId(Ids.of(id)), contentId)
                .filter(f -> PICTURES.contains(f.type().toLowerCase(java.util.Locale.ROOT)))
                .orElseThrow(() -> Refusal.notFound("There is no such picture."));
        return ResponseEntity.ok()
                .header("X-Content-Type-Options", "nosniff")
                .contentType(MediaType.parseMediaType(file.type()))
                .body(file.bytes());
    }

    /// A message as it came, byte by byte.
    @GetMapping("/interactions/{id}/raw")
    ResponseEntity<byte[]> raw(@PathVariable String id) {
        InteractionId interaction = new InteractionId(Ids.of(id));
        byte[] raw = fates.raw(interaction).orElseThrow(() -> Refusal.notFound("There is no original."));
        accounts.audit(caller.session().account().id(), "downloaded original", "interaction " + interaction);
        return download("message-" + interaction + ".eml", raw);
    }

    /// The bytes of a file.
    @GetMapping("/attachments/{id}")
    ResponseEntity<byte[]> attachment(@PathVariable String id) {
        Agent me = caller.agent();
        Interactions.File file = interactions
                .file(Ids.of(id))
                .filter(f -> f.customer().isPresent()
                        || f.agent().filter(me.id()::equals).isPresent())
                .orElseThrow(() -> Refusal.notFound("There is no such file."));
        accounts.audit(caller.session().account().id(), "downloaded attachment", id);
        return download(file.name(), file.bytes());
    }

    /// Always a download, whatever it says to be: nothing that a stranger sent runs or shows on our pages.
    private static ResponseEntity<byte[]> download(String name, byte[] bytes) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name.isEmpty() ? "file" : name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(bytes);
    }

    /// Uploads a file, to go with a reply.
    @May(Permission.ANSWER)
    @PostMapping("/uploads")
    Line.Attachment upload(@RequestParam("file") MultipartFile file) throws IOException {
        Agent me = caller.agent();
        if (file.getSize() > MAX_UPLOAD) {
            throw Refusal.tooLarge("A file may have at most 25 MB.");
        }
        byte[] bytes = file.getBytes();
        String name = cleanName(Optional.ofNullable(file.getOriginalFilename()).orElse("file"));
        String type = Optional.ofNullable(file.getContentType())
                .filter(t -> t.matches("[\\w.+-]{1,60}/[\\w.+-]{1,60}"))
                .orElse("application/octet-stream");
        List<Vault.Written> written = bytes.length > INLINE ? vault.write(List.of(bytes)) : List.of();
        StoredFile stored = new StoredFile(
                name,
                type,
                bytes.length,
                Optional.empty(),
                bytes,
                written.stream().findFirst().map(Vault.Written::id));
        Long id = transaction.execute(status -> {
            vault.record(written);
            return interactions.upload(me.id(), stored, clock.instant());
        });
        return new Line.Attachment(String.valueOf(id), name, type, bytes.length);
    }

    record Named(@Nullable String name) {}

    /// Gives a file of mine that was not sent yet another name. Its type stays.
    @May(Permission.ANSWER)
    @PutMapping("/uploads/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rename(@PathVariable String id, @RequestBody Named given) {
        String name = cleanName(SessionRoutes.required("name", given.name()));
        if (!interactions.rename(caller.agent().id(), Ids.of(id), name)) {
            throw Refusal.notFound("There is no such file that is still to be sent.");
        }
    }

    private static String cleanName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = last.replaceAll("[\\p{Cntrl}\\p{Cf}\"]+", "").strip();
        return clean.isEmpty() ? "file" : clean.length() > 150 ? clean.substring(clean.length() - 150) : clean;
    }
}
