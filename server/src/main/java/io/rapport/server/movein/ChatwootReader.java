package io.rapport.server.movein;

import io.rapport.server.vocabulary.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Chatwoot, as its application interface answers (chatwoot.com/developers: contacts, conversations, messages).
final class ChatwootReader {
    private static final Pattern CONVERSATION = Pattern.compile("conversations?[/_-](\\d+)");

    /// Of a message: written by the contact, written by us, what happened, a greeting of the machine.
    private static final String INCOMING = "0";

    private static final String OUTGOING = "1";

    private static final Set<String> LISTS =
            Set.of("contacts", "contact", "conversations", "conversation", "messages", "message");

    private final Thing.Sink sink;

    ChatwootReader(Thing.Sink sink) {
        this.sink = sink;
    }

    void read(InputStream file) throws IOException {
        new ExportFile(LISTS, sink, this::take).read(file);
    }

    private boolean take(String path, JsonNode object) {
        if (object.has("message_type")) {
            String named = Json.text(object, "conversation_id");
            Matcher matcher = CONVERSATION.matcher(path);
            message(object, named.isEmpty() && matcher.find() ? matcher.group(1) : named);
        } else if (object.path("meta").has("sender")) {
            conversation(object);
        } else if (isContact(object)) {
            contact(object);
        } else {
            return false;
        }
        return true;
    }

    /// Agents and inboxes have addresses too, and numbers of their own that would be taken for those of contacts.
    private static boolean isContact(JsonNode object) {
        return (object.has("email") || object.has("phone_number"))
                && !object.has("role")
                && !object.has("channel_type");
    }

    private void contact(JsonNode contact) {
        sink.add(new Thing.Person(
                Json.text(contact, "id"),
                Json.text(contact, "name"),
                Json.text(contact, "email"),
                Json.text(contact, "phone_number"),
                Json.text(contact.path("additional_attributes"), "company_name"),
                Thing.Standing.CUSTOMER));
    }

    private void conversation(JsonNode conversation) {
        String id = Json.text(conversation, "id");
        JsonNode sender = conversation.path("meta").path("sender");
        if (sender.has("id")) {
            contact(sender);
        }
        String subject = Json.text(conversation.path("additional_attributes"), "mail_subject");
        sink.add(new Thing.Conversation(
                id,
                subject.isBlank() ? "Conversation " + id : subject,
                Json.text(sender, "id"),
                Json.text(sender, "email"),
                Json.text(sender, "name"),
                !"resolved".equals(Json.text(conversation, "status"))));
        conversation.path("messages").forEach(message -> message(message, id));
    }

    private void message(JsonNode message, String conversation) {
        String id = Json.text(message, "id");
        String type = Json.text(message, "message_type");
        boolean inbound = type.equals(INCOMING) || type.equals("incoming");
        boolean outbound = type.equals(OUTGOING) || type.equals("outgoing");
        if (!inbound && !outbound) {
            sink.leave("messages of the system", "Nobody wrote them: greetings, and what was done to a conversation.");
            return;
        }
        Optional<Instant> at = Json.moment(message, "created_at");
        if (id.isEmpty() || at.isEmpty() || conversation.isEmpty()) {
            sink.refuse("message " + id, "It has no number, no time or no conversation.");
            return;
        }
        JsonNode sender = message.path("sender");
        JsonNode mail = message.path("content_attributes").path("email");
        sink.add(new Thing.Message(
                id,
                conversation,
                at.get(),
                Json.flag(message, "private") ? Thing.Way.NOTE : inbound ? Thing.Way.INBOUND : Thing.Way.OUTBOUND,
                "incoming_email".equals(Json.text(message, "content_type")) ? Channel.MAIL : Channel.CHAT,
                "",
                Json.text(sender, "email"),
                Json.text(sender, "name"),
                Json.text(mail, "subject"),
                Json.text(message, "content"),
                "",
                Mailboxed.bare(Json.text(mail, "message_id")),
                files(message)));
    }

    private static List<String> files(JsonNode message) {
        List<String> names = new ArrayList<>();
        for (JsonNode file : message.path("attachments")) {
            String address = Json.text(file, "data_url");
            String name = address.substring(address.lastIndexOf('/') + 1);
            if (!name.isBlank() && names.size() < 30) {
                names.add(name.length() > 200 ? name.substring(0, 200) : name);
            }
        }
        return names;
    }
}
