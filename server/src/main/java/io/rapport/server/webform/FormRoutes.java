package io.rapport.server.webform;

import io.rapport.server.access.Accounts;
import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.Fate;
import io.rapport.server.channel.Html;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.InboxUnavailableException;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Receipts;
import io.rapport.server.channel.Sender;
import io.rapport.server.channel.Taken;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.web.ForEveryone;
import io.rapport.server.web.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/// The hosted form of a door, alone or in a frame on the company's own site. Works without script. What is thanked
/// for is kept: the answer comes after the commit.
@RestController
@RequestMapping("/form/{key}")
@ForEveryone
class FormRoutes {
    static final int MAX_MESSAGE = 20_000;
    static final int MAX_FILES = 5;
    static final long MAX_FILE = 10L << 20;
    private static final Map<String, String> TOPICS = new TreeMap<>(Map.of(
            "help", "I need help",
            "bill", "My bill",
            "moving", "I am moving",
            "sales", "I would like to become a customer"));

    private final Doors doors;
    private final Inbox inbox;
    private final Receipts receipts;
    private final Accounts accounts;
    private final FormStamp stamp;
    private final Clock clock;

    FormRoutes(Doors doors, Inbox inbox, Receipts receipts, Accounts accounts, FormStamp stamp, Clock clock) {
        this.doors = doors;
        this.inbox = inbox;
        this.receipts = receipts;
        this.accounts = accounts;
        this.stamp = stamp;
        this.clock = clock;
    }

    /// What was filled in. `website` is seen by no person.
    private record Filled(String name, String email, String topic, String message, String website, String stamp) {}

    @GetMapping
    ResponseEntity<String> form(@PathVariable String key, @RequestParam(required = false) @Nullable String embed) {
        Door door = door(key);
        Filled empty = new Filled("", "", "help", "", "", stamp.make(key, clock.instant()));
        return page(HttpStatus.OK, embed != null, render(door, embed != null, empty, Map.of()));
    }

    @PostMapping
    ResponseEntity<String> send(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "help") String topic,
            @RequestParam(defaultValue = "") String message,
            @RequestParam(defaultValue = "") String website,
            @RequestParam(name = "stamp", defaultValue = "") String given,
            @RequestParam(required = false) @Nullable String embed,
            jakarta.servlet.http.HttpServletRequest request)
            throws IOException {
        Door door = door(key);
        boolean embedded = embed != null;
        Filled filled = new Filled(line(name, 200), line(email, 320), topic, message, website, given);
        Map<String, String> wrong = new TreeMap<>();
        Optional<ContactPoint> address =
                ContactPoint.email(filled.email()).filter(a -> a.domain().contains("."));
        if (address.isEmpty()) {
            wrong.put("email", "Please give the mail address at which we can answer you.");
        }
        if (message.isBlank()) {
            wrong.put("message", "Please write what we can do for you.");
        } else if (message.length() > MAX_MESSAGE) {
            wrong.put("message", "At most " + MAX_MESSAGE + " characters, please. A file can hold more.");
        }
        List<Content.Attached> files = files(request, wrong);
        if (!wrong.isEmpty()) {
            return page(HttpStatus.UNPROCESSABLE_ENTITY, embedded, render(door, embedded, filled, wrong));
        }
        Instant now = clock.instant();
        try {
            Taken taken = inbox.take(arrival(door, filled, address.orElseThrow(), files, now));
            return page(HttpStatus.OK, embedded, thanks(taken, now));
        } catch (InboxUnavailableException away) {
            wrong.put(
                    "form",
                    "We could not keep your message just now. It is still below; please send it again in a"
                            + " moment.");
            return page(HttpStatus.SERVICE_UNAVAILABLE, embedded, render(door, embedded, filled, wrong));
        }
    }

    private Door door(String key) {
        return doors.at(Channel.FORM, key).orElseThrow(() -> Refusal.notFound("There is no form at this address."));
    }

    private static String line(String text, int most) {
        String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
        return clean.length() > most ? clean.substring(0, most) : clean;
    }

    private static List<Content.Attached> files(
            jakarta.servlet.http.HttpServletRequest request, Map<String, String> wrong) throws IOException {
        List<Content.Attached> files = new ArrayList<>();
        if (!(request instanceof MultipartHttpServletRequest multipart)) {
            return files;
        }
        for (MultipartFile file : multipart.getFiles("file")) {
            if (file.isEmpty()) {
                continue;
            }
            if (file.getSize() > MAX_FILE || files.size() == MAX_FILES) {
                wrong.put("file", "At most " + MAX_FILES + " files of 10 MB each. Please choose them again.");
                return List.of();
            }
            String given = Optional.ofNullable(file.getOriginalFilename()).orElse("");
            String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
            String name = line(last, 150);
            files.add(new Content.Attached(
                    name.isEmpty() ? "file" : name,
                    Optional.ofNullable(file.getContentType())
                            .filter(t -> t.matches("[\\w.+-]{1,60}/[\\w.+-]{1,60}"))
                            .orElse("application/octet-stream"),
                    file.getBytes(),
                    Optional.empty()));
        }
        return files;
    }

    /// The key is made of what was said and the form it was said on: a button pressed twice is one arrival.
    private Arrival arrival(Door door, Filled filled, ContactPoint address, List<Content.Attached> files, Instant now) {
        String topic = TOPICS.containsKey(filled.topic()) ? filled.topic() : "help";
        String text = filled.message().strip();
        String subject = subject(topic, text);
        String raw = "From: " + filled.name() + " <" + address.value() + ">\nTopic: " + topic + "\n\n" + text + "\n";
        Content content = new Content(
                subject, text, "", Optional.empty(), false, false, files, List.of(new Content.Field("topic", topic)));
        return new Arrival(
                Channel.FORM,
                door.id(),
                "form-" + sha256(door.id() + "\n" + filled.stamp() + "\n" + raw),
                Optional.empty(),
                now,
                raw.getBytes(StandardCharsets.UTF_8),
                Optional.of(new Sender(address, filled.name(), Sender.Proof.UNKNOWN, Optional.empty())),
                new Nature.Written(),
                content,
                List.of(door.address()),
                List.of(),
                suspicion(door, filled, now));
    }

    private Optional<String> suspicion(Door door, Filled filled, Instant now) {
        if (!filled.website().isEmpty()) {
            return Optional.of("a field that no person sees was filled in");
        }
        return switch (stamp.read(door.address(), filled.stamp(), now)) {
            case FINE, TOO_OLD -> Optional.empty();
            case TOO_QUICK -> Optional.of("filled in quicker than a person can");
            case FORGED -> Optional.of("posted without our form");
        };
    }

    private static String subject(String topic, String text) {
        String first = text.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .findFirst()
                .orElse("");
        String cut = first.length() > 80 ? first.substring(0, 79) + "…" : first;
        return cut.isEmpty() ? TOPICS.getOrDefault(topic, topic) : cut;
    }

    private String thanks(Taken taken, Instant now) {
        Optional<String> link = taken.customer()
                .flatMap(customer ->
                        matterOf(taken.fate()).map(matter -> receipts.link(receipts.issue(customer, matter, now))));
        return link.map(address -> "<h1>Thank you. We have it.</h1><p>A person of ours reads it and answers you.</p>"
                        + "<p><a href=\"" + Html.escape(address)
                        + "\">See who has it, what is promised, and by when</a></p>")
                .orElse("<h1>Thank you. We have it.</h1><p>A person of ours looks at it.</p>");
    }

    private static Optional<io.rapport.server.vocabulary.MatterId> matterOf(Fate fate) {
        return switch (fate) {
            case Fate.OpenedMatter(var matter) -> Optional.of(matter);
            // A form proves nothing: whoever types somebody's address must not see that person's matter.
            case Fate.JoinedMatter _, Fate.BounceOf _, Fate.AutomaticReply _, Fate.NeedsNoAnswer _, Fate.Junk _ ->
                Optional.empty();
        };
    }

    private String render(Door door, boolean embedded, Filled filled, Map<String, String> wrong) {
        String company = accounts.setting("company").orElse("us");
        StringBuilder topics = new StringBuilder();
        TOPICS.forEach((key, label) -> topics.append("<option value=\"")
                .append(key)
                .append('"')
                .append(key.equals(filled.topic()) ? " selected" : "")
                .append('>')
                .append(Html.escape(label))
                .append("</option>"));
        String form = wrong.containsKey("form")
                ? "<p class=\"wrong\" role=\"alert\">" + Html.escape(wrong.get("form")) + "</p>"
                : "";
        String message = wrong.getOrDefault("message", "");
        return "<h1>Write to " + Html.escape(company) + "</h1><p class=\"quiet\">A person answers you, by mail.</p>"
                + form + "<form method=\"post\" enctype=\"multipart/form-data\" action=\"/form/"
                + Html.escape(door.address()) + (embedded ? "?embed" : "") + "\">"
                + Page.field("name", "Your name", filled.name(), "", "autocomplete=\"name\" maxlength=\"200\"")
                + Page.field(
                        "email",
                        "Your mail address",
                        filled.email(),
                        wrong.getOrDefault("email", ""),
                        "type=\"email\" autocomplete=\"email\" maxlength=\"320\" required")
                + "<label for=\"topic\">What is it about?</label><select id=\"topic\" name=\"topic\">" + topics
                + "</select>"
                + "<label for=\"message\">What can we do for you?</label><textarea id=\"message\" name=\"message\" maxlength=\""
                + MAX_MESSAGE + "\" required>" + Html.escape(filled.message()) + "</textarea>"
                + (message.isEmpty() ? "" : "<p class=\"wrong\">" + Html.escape(message) + "</p>")
                + "<label for=\"file\">Files, if they help</label><input id=\"file\" name=\"file\" type=\"file\" multiple>"
                + (wrong.containsKey("file") ? "<p class=\"wrong\">" + Html.escape(wrong.get("file")) + "</p>" : "")
                + "<div class=\"trap\" aria-hidden=\"true\"><label for=\"website\">Leave this empty</label>"
                + "<input id=\"website\" name=\"website\" tabindex=\"-1\" autocomplete=\"off\"></div>"
                + "<input type=\"hidden\" name=\"stamp\" value=\"" + Html.escape(filled.stamp()) + "\">"
                + "<button>Send</button></form>";
    }

    private static ResponseEntity<String> page(HttpStatus status, boolean embedded, String body) {
        return CustomerPages.answer(status, embedded, Page.of("Write to us", embedded, body));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
