package io.rapport.server.outreach;

import io.rapport.server.calling.CallBacks;
import io.rapport.server.channel.Suppression;
import io.rapport.server.channel.Suppressions;
import io.rapport.server.customer.Customer;
import io.rapport.server.interaction.Matter;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What customers see and say behind the links of what they were sent. Looking changes nothing: machines look
/// first.
/// Thread-safe.
public final class Notices {
    public static final int MAX_OPINION = 2_000;
    private static final int MAKE_GOODS = 10;

    /// Who was never told by a mail, and asks twice to be called, asks for one call.
    private static final Duration SAME_MATTER = Duration.ofDays(30);

    private static final int ON_STATUS = 30;

    private final IncidentStore incidents;
    private final TouchedStore touched;
    private final AttemptStore attempts;
    private final MakeGoods makeGoods;
    private final Suppressions suppressions;
    private final CallBacks callBacks;
    private final Links links;
    private final NoticeParts parts;

    Notices(
            OutreachStores stores,
            MakeGoods makeGoods,
            Suppressions suppressions,
            CallBacks callBacks,
            Links links,
            NoticeParts parts) {
        this.incidents = stores.incidents();
        this.touched = stores.touched();
        this.attempts = stores.attempts();
        this.makeGoods = makeGoods;
        this.suppressions = suppressions;
        this.callBacks = callBacks;
        this.links = links;
        this.parts = parts;
    }

    /// One incident as one customer reads it.
    ///
    /// @param in the language of its words
    /// @param firstName empty where it is not known
    /// @param opinion what they said they think of what we do
    public record Page(
            Incident incident,
            Language in,
            Incident.Text text,
            String firstName,
            boolean known,
            Optional<Opinion> opinion,
            List<MakeGood> makeGoods,
            Team team) {}

    /// @param fits null: they did not say
    public record Opinion(@Nullable Boolean fits, String words) {}

    private record Reader(Incident incident, CustomerId customer, TouchedStore.Row row) {}

    private Optional<Reader> reader(String token) {
        return links.tokens()
                .page(token)
                .flatMap(page -> incidents
                        .find(page.incident())
                        .filter(incident -> incident.open() || incident.state() == Incident.State.RESOLVED)
                        .flatMap(incident -> touched.row(incident.id(), List.of(page.customer()))
                                .map(row -> new Reader(incident, page.customer(), row))));
    }

    /// The page behind a link; empty for one that leads nowhere.
    public Optional<Page> page(String token) {
        return reader(token)
                .flatMap(reader -> parts.customers()
                        .find(reader.customer())
                        .flatMap(customer -> reader.incident()
                                .text(Language.of(customer.language()))
                                .map(text -> page(reader, customer, text))));
    }

    private Page page(Reader reader, Customer customer, Incident.Text text) {
        Incident incident = reader.incident();
        return new Page(
                incident,
                incident.said(Language.of(customer.language())),
                text,
                Wording.firstName(customer.name()),
                reader.row().known().isPresent(),
                touched.opinion(incident.id(), customer.id())
                        .map(opinion -> new Opinion(opinion.fits(), opinion.words())),
                makeGoods.of(customer.id()).stream()
                        .filter(good -> good.incident().orElse(0) == incident.id())
                        .filter(good -> good.state() != MakeGood.State.PROPOSED)
                        .limit(MAKE_GOODS)
                        .toList(),
                parts.workforce().team(customer.homeTeam()));
    }

    /// They say that they know.
    ///
    /// @return whether the link leads anywhere
    public boolean know(String token) {
        return said(token, Known.PAGE, reader -> {});
    }

    /// They say what they think of what we do about it; a later word replaces an earlier one.
    ///
    /// @param fits null: they did not say
    /// @return whether the link leads anywhere
    public boolean opine(String token, @Nullable Boolean fits, String words) {
        return said(token, Known.OPINION, reader -> {
            touched.opine(
                    reader.incident().id(),
                    reader.customer(),
                    fits,
                    words,
                    Known.OPINION,
                    null,
                    parts.clock().instant());
            parts.journal()
                    .append(
                            reader.customer(),
                            new OutreachEvent.OpinionGiven(reader.incident().id()),
                            parts.clock().instant());
        });
    }

    /// A page on which they choose when we call about it; asking for it says that they know.
    ///
    /// @return its path; empty where the link leads nowhere
    public Optional<String> callPage(String token) {
        know(token);
        return reader(token)
                .map(reader -> parts.transaction().execute(status -> {
                    parts.customers().lock(reader.customer());
                    Instant now = parts.clock().instant();
                    String about = reader.incident().name();
                    MatterId matter = attempts.matter(reader.incident().id(), reader.customer())
                            .or(() -> parts.matters()
                                    .withSubject(reader.customer(), about, now.minus(SAME_MATTER))
                                    .map(Matter::id))
                            .orElseGet(() -> parts.matters().open(reader.customer(), about, false, now));
                    return callBacks.page(reader.customer(), matter, now);
                }));
    }

    private interface Say {
        void of(Reader reader);
    }

    private boolean said(String token, Known how, Say say) {
        Optional<Reader> reader = reader(token);
        reader.ifPresent(one -> parts.transaction().executeWithoutResult(status -> {
            parts.customers().lock(one.customer());
            Instant now = parts.clock().instant();
            say.of(one);
            if (touched.known(one.incident().id(), one.customer(), how, now)) {
                parts.journal()
                        .append(
                                one.customer(),
                                new OutreachEvent.CustomerKnows(one.incident().id(), one.customer(), how),
                                now);
            }
        }));
        return reader.isPresent();
    }

    /// They say that what we made good has arrived.
    ///
    /// @return whether it is theirs and was under way
    public boolean arrived(String token, long makeGood) {
        return reader(token)
                .flatMap(reader -> makeGoods
                        .find(makeGood)
                        .filter(good -> good.customer().equals(reader.customer())
                                && good.incident().orElse(0)
                                        == reader.incident().id()))
                .map(good -> makeGoods.arrived(good, MakeGood.Arrival.CUSTOMER, null))
                .orElse(false);
    }

    /// What an open incident says to a customer who is here just now: in a chat.
    ///
    /// @param link to their page
    public record Word(String name, String happened, String doing, String link) {}

    /// What they should hear first: of what touches them, the newest that they don't know yet. They are told
    /// by it.
    public Optional<Word> word(CustomerId customer, Language in) {
        List<CustomerId> records = parts.merges().circle(customer);
        for (Incident incident : incidents.concerning(records, MAKE_GOODS)) {
            Optional<TouchedStore.Row> row = touched.row(incident.id(), records)
                    .filter(one -> one.known().isEmpty());
            Optional<Incident.Text> text = incident.text(in);
            if (row.isPresent() && text.isPresent() && incident.state() != Incident.State.APPROVED) {
                told(incident.id(), row.get().customer());
                return Optional.of(new Word(
                        incident.name(),
                        text.get().happened(),
                        text.get().doing(),
                        links.page(
                                new NoticeTokens.Page(incident.id(), row.get().customer()))));
            }
        }
        return Optional.empty();
    }

    private void told(long incident, CustomerId customer) {
        parts.transaction().executeWithoutResult(status -> {
            parts.customers().lock(customer);
            if (touched.told(incident, customer, Told.CHAT, parts.clock().instant())) {
                parts.journal()
                        .append(
                                customer,
                                new OutreachEvent.CustomerTold(incident, customer, Told.CHAT),
                                parts.clock().instant());
            }
        });
    }

    /// The address that an unsubscribing link stops, shown so that whoever it was forwarded to doesn't learn
    /// it.
    public Optional<String> stoppable(String token) {
        return links.tokens()
                .stop(token)
                .flatMap(stop -> attempts.point(stop.contactPoint()))
                .map(Notices::masked);
    }

    /// Stops what goes to many to the address that the link names. Only ever called by a POST.
    ///
    /// @return whether the link leads anywhere
    public boolean stop(String token) {
        Optional<ContactPoint> point =
                links.tokens().stop(token).flatMap(stop -> attempts.contactPoint(stop.contactPoint()));
        point.ifPresent(one -> suppressions.add(
                one,
                Suppression.Why.UNSUBSCRIBED,
                OptionalLong.empty(),
                parts.clock().instant()));
        return point.isPresent();
    }

    static String masked(String address) {
        int at = address.lastIndexOf('@');
        return at < 1
                ? "…" + address.substring(Math.max(0, address.length() - 3))
                : address.charAt(0) + "…" + address.substring(at);
    }

    /// What the public status page shows, the newest first.
    public List<Incident> published() {
        return incidents.published(ON_STATUS);
    }
}
