package io.rapport.server.channel;

import io.rapport.server.access.Tokens;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Met;
import io.rapport.server.interaction.Matter;
import io.rapport.server.promise.Promised;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.web.Language;
import io.rapport.server.web.WebSettings;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Team;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// What tells a customer that we have it, who has it, and by when a person answers; and the page behind its link.
///
/// A receipt goes only to an address that was proven, so that a forged sender never makes us write to a stranger;
/// and at most [#MOST] an hour go to one address, so that two machines can't keep each other busy.
public final class Receipts {
    static final int MOST = 3;
    static final Duration PER = Duration.ofHours(1);

    private final ChannelParts parts;
    private final ReceiptStore store;
    private final Outbox outbox;
    private final WebSettings web;

    Receipts(ChannelParts parts, ReceiptStore store, Outbox outbox, WebSettings web) {
        this.parts = parts;
        this.store = store;
        this.outbox = outbox;
        this.web = web;
    }

    /// What the customer sees behind the link.
    ///
    /// @param people of the team who agreed to be seen
    /// @param promises open ones first
    public record Page(Customer customer, Matter matter, Team team, List<Agent> people, List<Promised> promises) {}

    /// Makes a link for a matter, in the running transaction or on its own.
    public String issue(CustomerId customer, MatterId matter, Instant now) {
        String token = Tokens.fresh();
        store.insert(Tokens.hash(token), customer, matter, now);
        return token;
    }

    /// The page behind a link, if the token is genuine.
    public Optional<Page> page(String token) {
        return row(token).flatMap(row -> {
            Optional<Customer> customer = parts.customers().find(row.customer());
            Optional<Matter> matter = parts.matters().find(row.matter());
            if (customer.isEmpty() || matter.isEmpty()) {
                return Optional.empty();
            }
            Team team = parts.workforce().team(customer.get().homeTeam());
            return Optional.of(new Page(
                    customer.get(),
                    matter.get(),
                    team,
                    parts.workforce().seenOf(team.id()),
                    parts.promises().openOf(matter.get().id())));
        });
    }

    private Optional<ReceiptStore.Row> row(String token) {
        return token.length() > 100 ? Optional.empty() : store.find(Tokens.hash(token));
    }

    /// Whose matter a link stands for: what is added there is theirs.
    public Optional<Owner> owner(String token) {
        return row(token).map(row -> new Owner(row.customer(), parts.tokens().of(row.matter())));
    }

    /// @param matterToken names the matter to the inbox
    public record Owner(CustomerId customer, String matterToken) {}

    /// Remembers when they like to be called.
    public boolean bestTime(String token, String words, Instant now) {
        Optional<ReceiptStore.Row> row = row(token);
        row.ifPresent(r -> parts.transaction().executeWithoutResult(status -> {
            parts.customers().lock(r.customer());
            parts.customers().bestTime(r.customer(), words, Optional.empty(), now);
        }));
        return row.isPresent();
    }

    /// "Tuesday 24 November, 15:00" on the team's clock; "martes 24 de noviembre, 15:00".
    public static String when(Instant instant, ZoneId zone, Language in) {
        String pattern = in.say("EEEE d MMMM, HH:mm", "EEEE d 'de' MMMM, HH:mm");
        return DateTimeFormatter.ofPattern(pattern, in.locale()).format(instant.atZone(zone));
    }

    public String link(String token) {
        return web.publicUrl() + "/r/" + token;
    }

    /// Sends the receipt of a new matter, in the inbox's transaction, if it may be sent.
    void send(Arrival arrival, Met met, MatterId matter, InteractionId interaction, Instant deadline, Instant now) {
        Optional<Sender> sender = arrival.sender();
        boolean mayAnswer = arrival.channel() == Channel.MAIL
                && met.proven()
                && sender.isPresent()
                && sender.get().address().kind() == ContactPoint.Kind.EMAIL;
        if (!mayAnswer || hasEnough(sender.get().address(), now)) {
            return;
        }
        Optional<Door> door = outbox.doorFor(Optional.of(arrival.door()));
        if (door.isEmpty()) {
            return;
        }
        Team team = parts.workforce().team(met.homeTeam());
        String link = link(issue(met.id(), matter, now));
        ReceiptLetter letter = new ReceiptLetter(
                parts.customers()
                        .find(met.id())
                        .map(c -> Language.of(c.language()))
                        .orElse(Language.EN),
                team);
        ReceiptLetter.Words words =
                letter.words(sender.get().name(), parts.workforce().seenOf(team.id()), deadline, link, web.publicUrl());
        outbox.automatic(
                "receipt-" + interaction,
                door.get(),
                met.id(),
                matter,
                sender.get().address(),
                sender.get().name(),
                team.name(),
                "Re: " + arrival.content().subject(),
                words.text(),
                words.html(),
                now);
    }

    /// The mystery customer never answers a machine, and knocks at more doors than [#MOST].
    private boolean hasEnough(ContactPoint address, Instant now) {
        boolean mystery = parts.customers()
                .mystery()
                .filter(m -> m.address().equals(address))
                .isPresent();
        return !mystery && parts.outbounds().automaticTo(address.value(), now.minus(PER)) >= MOST;
    }
}
