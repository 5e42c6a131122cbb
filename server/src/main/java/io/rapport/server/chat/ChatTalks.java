package io.rapport.server.chat;

import io.rapport.server.access.Tokens;
import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Hint;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Sender;
import io.rapport.server.channel.Taken;
import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.interaction.Said;
import io.rapport.server.promise.Promises;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/// What is said between a visitor and us: their words go in by the inbox like any other arrival.
final class ChatTalks {
    static final int LINES = 100;
    private static final int MAX_SUBJECT = 80;

    private final ChatStore store;
    private final Inbox inbox;
    private final Customers customers;
    private final Interactions interactions;
    private final Promises promises;
    private final Workforce workforce;
    private final TransactionTemplate transaction;
    private final Predicate<Door> callable;

    /// @param callable whether visitors may call at a door, at least while its team works
    ChatTalks(
            ChatStore store,
            Inbox inbox,
            Customers customers,
            Interactions interactions,
            Promises promises,
            Workforce workforce,
            TransactionTemplate transaction,
            Predicate<Door> callable) {
        this.store = store;
        this.inbox = inbox;
        this.customers = customers;
        this.interactions = interactions;
        this.promises = promises;
        this.workforce = workforce;
        this.transaction = transaction;
        this.callable = callable;
    }

    /// Who is at the other end.
    ///
    /// @param token only their browser knows it
    /// @param identity what their site signed, checked
    /// @param language in which they are answered by ourselves
    record Caller(Door door, String token, Optional<SignedIdentity> identity, Language language) {

        byte[] hash() {
            return Tokens.hash(token);
        }

        /// A handle that gives nothing of the token away; or the address that the site vouches for.
        ContactPoint address() {
            return identity.map(SignedIdentity::address)
                    .orElseGet(() -> new ContactPoint(ContactPoint.Kind.HANDLE, "chat-" + mark(20)));
        }

        String name() {
            return identity.map(SignedIdentity::name)
                    .filter(name -> !name.isEmpty())
                    .orElseGet(() -> identity.isPresent() ? "" : "Visitor " + mark(4).toUpperCase(Locale.ROOT));
        }

        Sender sender() {
            Sender.Proof proof = identity.isPresent() ? Sender.Proof.PROVEN : Sender.Proof.UNKNOWN;
            return new Sender(address(), name(), proof, Optional.empty());
        }

        private String mark(int digits) {
            return HexFormat.of().formatHex(hash()).substring(0, digits);
        }

        /// Whether this browser's talk is theirs: what was said under a signed name is shown only to who brings that
        /// name's signature again.
        boolean owns(ChatStore.Visitor visitor) {
            return visitor.address().equals(address().value());
        }
    }

    Optional<ChatStore.Visitor> visitor(Caller caller) {
        return store.visitor(caller.door().id(), caller.hash());
    }

    /// Takes a message in. Returns after the commit.
    ///
    /// @param key made once per message by the widget: handing it in twice keeps it once
    Taken take(Caller caller, String key, String text, Instant now) {
        return take(caller, key, text, List.of(), Channel.CHAT, now);
    }

    /// Takes a file in.
    Taken take(Caller caller, String key, Content.Attached file, Instant now) {
        return take(caller, key, "", List.of(file), Channel.CHAT, now);
    }

    /// One file of their talk.
    Optional<Interactions.File> file(ChatStore.Visitor visitor, long id) {
        return visitor.customer()
                .flatMap(customer -> interactions.fileOfTalk(customer, Channel.CHAT, visitor.address(), id));
    }

    /// They go, and leave an address: from here on it is a written question with the deadline of one.
    Taken leave(Caller caller, String key, ContactPoint address, Instant now) {
        Taken taken = take(
                caller,
                key,
                caller.language()
                        .say(
                                "I have to go. Please answer me by mail, at " + address.value() + ".",
                                "Tengo que irme. Por favor, respóndanme por correo a " + address.value() + "."),
                List.of(),
                Channel.FORM,
                now);
        taken.customer().ifPresent(customer -> {
            transaction.executeWithoutResult(status -> customers.claim(customer, address, now));
            visitor(caller).ifPresent(visitor -> store.answerTo(visitor.id(), address.value()));
        });
        return taken;
    }

    private Taken take(
            Caller caller, String key, String text, List<Content.Attached> files, Channel channel, Instant now) {
        Talk talk = meet(caller, now);
        Taken taken = inbox.take(new Arrival(
                channel,
                caller.door().id(),
                "chat-" + talk.visitor() + "-" + key,
                talk.begun() ? Optional.empty() : Optional.of(talk.messageId()),
                now,
                text.getBytes(StandardCharsets.UTF_8),
                Optional.of(caller.sender()),
                new Nature.Written(),
                new Content(
                        subject(files.isEmpty() ? text : files.getFirst().name()),
                        text,
                        "",
                        Optional.empty(),
                        false,
                        false,
                        files,
                        List.of()),
                List.of(caller.door().address()),
                List.of(new Hint.MessageId(talk.messageId())),
                Optional.empty()));
        taken.customer().ifPresent(customer -> heard(talk, customer));
        return taken;
    }

    /// What a visitor talks of now.
    ///
    /// @param messageId as which the inbox knows it
    /// @param begun whether it has a matter
    record Talk(long visitor, String messageId, boolean begun) {}

    /// The talk of this visitor, who may be here for the first time.
    Talk meet(Caller caller, Instant now) {
        ChatStore.Visitor visitor = store.meet(
                caller.door().id(),
                caller.hash(),
                caller.address().value(),
                caller.identity().isPresent(),
                now);
        return new Talk(
                visitor.id(), "chat-" + visitor.id() + "-" + visitor.talk() + "@chat.invalid", visitor.opened());
    }

    /// The inbox has something of it.
    void heard(Talk talk, CustomerId customer) {
        store.heard(talk.visitor(), customer);
    }

    static String subject(String text) {
        String first = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("Chat");
        return first.length() > MAX_SUBJECT ? first.substring(0, MAX_SUBJECT - 1) + "…" : first;
    }

    /// One line as the widget shows it.
    ///
    /// @param by first name of who of us said it; null: the visitor did
    /// @param face path of their picture
    record Line(
            String id,
            boolean mine,
            @Nullable String by,
            @Nullable String face,
            String text,
            Instant at,
            List<LineFile> files) {}

    /// @param id goes back to fetch it
    record LineFile(String id, String name, long bytes) {}

    List<Line> lines(ChatStore.Visitor visitor) {
        return visitor.customer()
                .map(customer -> interactions.talk(customer, Channel.CHAT, visitor.address(), LINES).stream()
                        .map(this::line)
                        .toList())
                .orElse(List.of());
    }

    private Line line(Interactions.Spoken spoken) {
        Optional<Agent> agent = spoken.agent().flatMap(workforce::agent);
        boolean mine = spoken.direction() == Said.Direction.INBOUND;
        return new Line(
                spoken.id().toString(),
                mine,
                mine ? null : agent.map(Agent::firstName).orElse("We"),
                agent.flatMap(Agent::face).orElse(null),
                spoken.text(),
                spoken.at(),
                spoken.files().stream()
                        .map(file -> new LineFile(Long.toString(file.id()), file.name(), file.bytes()))
                        .toList());
    }

    /// How it stands for whoever looks at this door.
    ///
    /// @param answerTo where they get the answer when they have gone
    /// @param signed whether we know their address anyhow
    /// @param calls whether they may call us from the page just now
    record State(
            String team,
            String sentence,
            boolean here,
            @Nullable String answerTo,
            boolean signed,
            boolean calls) {}

    State state(Caller caller, Optional<ChatStore.Visitor> visitor, Instant now) {
        Optional<Team> team = team(caller, visitor);
        if (team.isEmpty()) {
            return new State("", caller.language().say("Write to us.", "Escríbanos."), false, null, false, false);
        }
        boolean somebodyIn = workforce.agentsOf(team.get().id()).stream()
                .anyMatch(agent -> workforce.presence(agent.id()).isIn());
        Waiting.Said said = Waiting.say(
                team.get(),
                somebodyIn,
                promises.answerTimes(team.get().id(), Channel.CHAT, now.minus(Waiting.LATELY), Waiting.LATEST),
                now,
                caller.language());
        return new State(
                team.get().name(),
                said.sentence(),
                said.here(),
                visitor.flatMap(ChatStore.Visitor::answerTo).orElse(null),
                caller.identity().isPresent(),
                callable.test(caller.door()) && team.get().calendar().isOpen(now));
    }

    private Optional<Team> team(Caller caller, Optional<ChatStore.Visitor> visitor) {
        return visitor.flatMap(ChatStore.Visitor::customer)
                .flatMap(this::homeTeam)
                .or(() -> caller.door().team().flatMap(workforce::findTeam))
                .or(workforce::fallbackTeam);
    }

    private Optional<Team> homeTeam(CustomerId customer) {
        return customers.find(customer).flatMap(found -> workforce.findTeam(found.homeTeam()));
    }
}
