package io.rapport.server.movein;

import io.rapport.server.vocabulary.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
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
    private static final Set<String> ENDED = Set.of("solved", "closed");
    private static final Pattern TICKET = Pattern.compile("tickets?[/_-](\\d+)");

    private static final Set<String> LISTS = Set.of(
            "tickets", "ticket", "comments", "comment", "users", "user", "organizations", "organization", "results");

    private final Thing.Sink sink;

    ZendeskReader(Thing.Sink sink) {
        this.sink = sink;
    }

    void read(InputStream file) throws IOException {
        new ExportFile(LISTS, sink, this::take).read(file);
    }

    private boolean take(String path, JsonNode object) {
        boolean said = object.has("author_id") && (object.has("body") || object.has("html_body"));
        boolean asked = object.has("requester_id") || object.path("requester").isObject();
        if (said && !object.has("title")) {
            String named = Json.text(object, "ticket_id");
            Matcher matcher = TICKET.matcher(path);
            comment(object, named.isEmpty() && matcher.find() ? matcher.group(1) : named);
        } else if (asked && object.has("status") && (object.has("subject") || object.has("description"))) {
            ticket(object);
        } else if (object.has("email") && object.has("role")) {
            user(object);
        } else if (object.has("name") && object.has("domain_names")) {
            sink.add(Thing.Person.organisation(Json.text(object, "id"), Json.text(object, "name")));
        } else {
            return false;
        }
        return true;
    }

    private void user(JsonNode user) {
        sink.add(new Thing.Person(
                Json.text(user, "id"),
                Json.text(user, "name"),
                Json.text(user, "email"),
                Json.text(user, "phone"),
                Thing.Person.numbered(Json.text(user, "organization_id")),
                standing(Json.text(user, "role"))));
    }

    private static Thing.@Nullable Standing standing(String role) {
        return switch (role) {
            case "end-user" -> Thing.Standing.CUSTOMER;
            case "agent", "admin" -> Thing.Standing.STAFF;
            default -> null;
        };
    }

    private void ticket(JsonNode ticket) {
        String id = Json.text(ticket, "id");
        if (Json.text(ticket, "status").equals("deleted")) {
            // Its words are gone there, or are to go.
            sink.leave("deleted tickets", "They were thrown away in the old system.");
            return;
        }
        JsonNode inline = ticket.path("requester");
        String requester = inline.isObject() ? Json.text(inline, "id") : Json.text(ticket, "requester_id");
        for (String part : List.of("requester", "submitter", "assignee")) {
            if (ticket.path(part).has("id")) {
                user(ticket.path(part));
            }
        }
        String subject = Json.text(ticket, "subject");
        sink.add(new Thing.Conversation(
                id,
                // The raw one may hold placeholders.
                subject.isBlank() ? Json.text(ticket, "raw_subject") : subject,
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
                            Thing.Message.stopgap(id),
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
                            List.of())));
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
        String body = Json.text(comment, "body");
        sink.add(new Thing.Message(
                id,
                ticket,
                at.get(),
                hidden ? Thing.Way.NOTE : Thing.Way.BY_AUTHOR,
                channel(comment),
                author,
                "",
                "",
                "",
                // The plain one is escaped like HTML and has lost its emoji.
                body.isBlank() ? Json.text(comment, "plain_body") : body,
                Json.text(comment, "html_body"),
                "",
                Json.files(comment, "attachments", "file_name")));
    }
}
