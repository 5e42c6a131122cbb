package io.rapport.server.movein;

import io.rapport.server.vocabulary.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Zammad, as its REST interface answers (docs.zammad.org: tickets, ticket articles, users, organizations), with or
/// without `expand`. What an object is, its parts tell, not its file's name.
final class ZammadReader {
    /// The default states that are no longer worked on, by name and by number.
    private static final Set<String> ENDED = Set.of("closed", "merged", "removed", "4", "5", "6");

    private static final Set<String> LISTS = Set.of(
            "tickets",
            "ticket",
            "ticket_articles",
            "articles",
            "article",
            "ticketarticle",
            "users",
            "user",
            "organizations",
            "organization",
            "result",
            "records");

    private final Thing.Sink sink;

    ZammadReader(Thing.Sink sink) {
        this.sink = sink;
    }

    void read(InputStream file) throws IOException {
        new ExportFile(LISTS, sink, this::take).read(file);
    }

    private boolean take(String path, JsonNode object) {
        if (object.has("ticket_id") && object.has("body")) {
            article(object);
        } else if (object.has("title") && object.has("customer_id")) {
            ticket(object);
        } else if (object.has("login") || object.has("firstname") && object.has("email")) {
            user(object);
        } else if (object.has("name") && object.has("shared")) {
            sink.add(Thing.Person.organisation(Json.text(object, "id"), Json.text(object, "name")));
        } else {
            return false;
        }
        object.path("articles").forEach(one -> {
            if (one.isObject()) {
                article(one);
            }
        });
        return true;
    }

    private void user(JsonNode user) {
        String named = Json.text(user, "organization");
        String organisation = named.isBlank() ? Thing.Person.numbered(Json.text(user, "organization_id")) : named;
        String phone = Json.text(user, "phone");
        sink.add(new Thing.Person(
                Json.text(user, "id"),
                Json.joined(Json.text(user, "firstname"), Json.text(user, "lastname")),
                Json.text(user, "email"),
                phone.isBlank() ? Json.text(user, "mobile") : phone,
                organisation,
                standing(user)));
    }

    /// By default role 3 is the customer's, by its number and by its name.
    private static Thing.@Nullable Standing standing(JsonNode user) {
        JsonNode roles = user.path("roles").isEmpty() ? user.path("role_ids") : user.path("roles");
        if (roles.isEmpty()) {
            return null;
        }
        for (JsonNode role : roles) {
            String named = role.isObject() ? Json.text(role, "name") : role.asString();
            if (!named.equals("Customer") && !named.equals("3")) {
                return Thing.Standing.STAFF;
            }
        }
        return Thing.Standing.CUSTOMER;
    }

    private void ticket(JsonNode ticket) {
        String state = Json.text(ticket, "state");
        String ended = state.isBlank() ? Json.text(ticket, "state_id") : state;
        sink.add(new Thing.Conversation(
                Json.text(ticket, "id"),
                Json.text(ticket, "title"),
                Json.text(ticket, "customer_id"),
                mailOnly(Json.text(ticket, "customer")),
                "",
                !ENDED.contains(ended)));
    }

    private static String mailOnly(String login) {
        return login.indexOf('@') > 0 ? login : "";
    }

    private void article(JsonNode article) {
        String id = Json.text(article, "id");
        Optional<Instant> at = Json.moment(article, "created_at");
        if (id.isEmpty() || at.isEmpty()) {
            sink.refuse("article " + id, "It has no number or no time.");
            return;
        }
        String sender = Json.text(article, "sender");
        // By default 1 is an agent, 2 the customer, 3 the system.
        boolean customer = sender.isBlank() ? "2".equals(Json.text(article, "sender_id")) : sender.equals("Customer");
        boolean system = sender.isBlank() ? "3".equals(Json.text(article, "sender_id")) : sender.equals("System");
        String type = Json.text(article, "type");
        Thing.Way way = Json.flag(article, "internal") || system || type.equals("note") && !customer
                ? Thing.Way.NOTE
                : customer ? Thing.Way.INBOUND : Thing.Way.OUTBOUND;
        boolean html = Json.text(article, "content_type").startsWith("text/html");
        String body = Json.text(article, "body");
        String from = Json.text(article, "from");
        // An agent who wrote down what somebody said by telephone names them.
        String origin = Json.text(article, "origin_by_id");
        sink.add(new Thing.Message(
                id,
                Json.text(article, "ticket_id"),
                at.get(),
                way,
                channel(type),
                system ? "" : origin.isBlank() ? Json.text(article, "created_by_id") : origin,
                Mailboxed.address(from),
                Mailboxed.name(from),
                Json.text(article, "subject"),
                html ? "" : body,
                html ? body : "",
                Mailboxed.bare(Json.text(article, "message_id")),
                Json.files(article, "attachments", "filename")));
    }

    private static Channel channel(String type) {
        return switch (type) {
            case "phone" -> Channel.PHONE;
            case "web" -> Channel.FORM;
            case "chat" -> Channel.CHAT;
            default -> Channel.MAIL;
        };
    }
}
