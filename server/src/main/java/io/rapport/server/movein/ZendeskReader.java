package io.rapport.server.movein;

import io.rapport.server.vocabulary.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Zendesk, as its interface answers and its export writes (developer.zendesk.com: Tickets, Ticket Comments, Users,
/// Organizations): JSON, or one ticket a line with its comments in it. Comments by themselves don't say whose they are;
/// their file's path does (`tickets/35436/comments.json`).
final class ZendeskReader {
    private static final Set<String> ENDED = Set.of("solved", "closed", "deleted");
    private static final Pattern TICKET = Pattern.compile("tickets?[/_-](\\d+)");

    private final Thing.Sink sink;
    /// Whose each ticket is: a comment is theirs, or ours.
    private final Map<String, String> requesters = new HashMap<>();

    ZendeskReader(Thing.Sink sink) {
        this.sink = sink;
    }

    void read(InputStream file) throws IOException {
        ExportFile.read(file, sink, this::take);
    }

    private void take(String path, JsonNode object, @Nullable JsonNode parent) {
        if (object.has("author_id") && (object.has("body") || object.has("html_body"))) {
            String named = Json.text(object, "ticket_id");
            Matcher matcher = TICKET.matcher(path);
            comment(object, named.isEmpty() && matcher.find() ? matcher.group(1) : named);
        } else if (object.has("requester_id") || object.has("requester")) {
            ticket(object);
        } else if (object.has("email") && object.has("role")) {
            user(object);
        } else if (object.has("name") && object.has("domain_names")) {
            sink.add(Thing.Person.organisation(Json.text(object, "id"), Json.text(object, "name")));
        } else {
            sink.refuse("object " + Json.text(object, "id"), "It is no ticket, comment, user or organization.");
        }
    }

    private void user(JsonNode user) {
        sink.add(new Thing.Person(
                Json.text(user, "id"),
                Json.text(user, "name"),
                Json.text(user, "email"),
                Json.text(user, "phone"),
                Thing.Person.numbered(Json.text(user, "organization_id"))));
    }

    private void ticket(JsonNode ticket) {
        String id = Json.text(ticket, "id");
        JsonNode inline = ticket.path("requester");
        String requester = inline.isObject() ? Json.text(inline, "id") : Json.text(ticket, "requester_id");
        if (inline.isObject()) {
            user(inline);
        }
        requesters.put(id, requester);
        String subject = Json.text(ticket, "raw_subject");
        sink.add(new Thing.Conversation(
                id,
                subject.isBlank() ? Json.text(ticket, "subject") : subject,
                requester,
                Json.text(inline, "email"),
                Json.text(inline, "name"),
                !ENDED.contains(Json.text(ticket, "status"))));
        ticket.path("comments").forEach(comment -> comment(comment, id));
        if (!ticket.path("comments").isArray()) {
            // Where the comments are not at hand, the description is the first of them.
            Json.moment(ticket, "created_at")
                    .filter(at -> !Json.text(ticket, "description").isBlank())
                    .ifPresent(at -> sink.add(new Thing.Message(
                            "description " + id,
                            id,
                            at,
                            Thing.Way.INBOUND,
                            channel(ticket),
                            requester,
                            "",
                            "",
                            Json.text(ticket, "subject"),
                            Json.text(ticket, "description"),
                            "",
                            "",
                            java.util.List.of())));
        }
    }

    private static Channel channel(JsonNode object) {
        String by = Json.text(object.path("via"), "channel");
        return by.isEmpty() || by.equals("email") ? Channel.MAIL : Channel.FORM;
    }

    private void comment(JsonNode comment, String ticket) {
        String id = Json.text(comment, "id");
        Optional<Instant> at = Json.moment(comment, "created_at");
        if (id.isEmpty() || at.isEmpty() || ticket.isEmpty()) {
            sink.refuse("comment " + id, "It has no number, no time or no ticket.");
            return;
        }
        boolean hidden = comment.path("public").isBoolean() && !Json.flag(comment, "public");
        String author = Json.text(comment, "author_id");
        Thing.Way way = hidden
                ? Thing.Way.NOTE
                : author.equals(requesters.get(ticket)) ? Thing.Way.INBOUND : Thing.Way.OUTBOUND;
        String plain = Json.text(comment, "plain_body");
        sink.add(new Thing.Message(
                id,
                ticket,
                at.get(),
                way,
                channel(comment),
                author,
                "",
                "",
                "",
                plain.isBlank() ? Json.text(comment, "body") : plain,
                Json.text(comment, "html_body"),
                "",
                Json.files(comment, "attachments", "file_name")));
    }
}
