package io.rapport.server.feedback;

import io.rapport.server.calling.CallBacks;
import io.rapport.server.calling.MaskedNumber;
import io.rapport.server.calling.Window;
import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Door;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.InboxUnavailableException;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Sender;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.LinkedPoint;
import io.rapport.server.customer.Merges;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Language;
import io.rapport.server.wishes.Wishes;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/// What somebody with a link may do: look, which counts nothing, and vote, which counts once it is confirmed.
/// Thread-safe.
final class Votes {
    /// Of one ask.
    static final int MOST_CHANGES = 50;

    private final AskStore asks;
    private final VoteStore store;
    private final Surveys surveys;
    private final Asks asking;
    private final AskTokens tokens;
    private final Nonces nonces;
    private final Counting counting;
    private final ClickBook clicks;
    private final Known known;
    private final CallBacks callBacks;
    private final Wishes wishes;
    private final Inbox inbox;
    private final Doors doors;
    private final Customers customers;
    private final Merges merges;
    private final Matters matters;
    private final Workforce workforce;
    private final Journal journal;
    private final TransactionTemplate transaction;

    Votes(Parts parts, Asks asking, AskTokens tokens, Nonces nonces, Counting counting, Known known, ClickBook clicks) {
        this.asks = parts.asks();
        this.store = parts.votes();
        this.surveys = parts.surveys();
        this.callBacks = parts.callBacks();
        this.wishes = parts.wishes();
        this.inbox = parts.inbox();
        this.doors = parts.doors();
        this.customers = parts.customers();
        this.merges = parts.merges();
        this.matters = parts.matters();
        this.workforce = parts.workforce();
        this.journal = parts.journal();
        this.transaction = parts.transaction();
        this.asking = asking;
        this.tokens = tokens;
        this.nonces = nonces;
        this.counting = counting;
        this.known = known;
        this.clicks = clicks;
    }

    /// What votes stand on.
    record Parts(
            AskStore asks,
            VoteStore votes,
            Surveys surveys,
            CallBacks callBacks,
            Wishes wishes,
            Inbox inbox,
            Doors doors,
            Customers customers,
            Merges merges,
            Matters matters,
            Workforce workforce,
            Journal journal,
            TransactionTemplate transaction) {}

    /// What a link shows.
    ///
    /// @param ask empty: of a mail's faces that nobody used yet, or of a trial
    /// @param trial whether nothing is counted
    /// @param open whether a vote can be given or changed
    /// @param changes how often one was
    /// @param reader who of us reads it; empty: the team
    record Sheet(
            String token,
            Survey survey,
            Language in,
            Optional<Ask> ask,
            boolean trial,
            boolean open,
            Optional<VoteStore.Cast> vote,
            int changes,
            Optional<Agent> reader,
            String team) {}

    /// Whether and when they may be called about it.
    ///
    /// @param call when we call them, where that is promised for their vote
    /// @param windows among which they may choose; none: that is not asked
    /// @param zone by whose clock those are told
    record Offer(Optional<Window> call, List<Window> windows, List<MaskedNumber> numbers, ZoneId zone) {
        static final Offer NONE = new Offer(Optional.empty(), List.of(), List.of(), ZoneOffset.UTC);
    }

    /// What a token was.
    sealed interface Opened {
        record Shown(Sheet sheet) implements Opened {}

        /// It is older than its 30 days.
        record Old() implements Opened {}

        /// It was not made here, or was cut on its way.
        record Nothing() implements Opened {}
    }

    Opened open(String token, Instant now) {
        return switch (tokens.read(token, now)) {
            case AskTokens.Read.Forged _ -> new Opened.Nothing();
            case AskTokens.Read.Expired _ -> new Opened.Old();
            case AskTokens.Read.Genuine(var named) ->
                switch (named.kind()) {
                    case ASK ->
                        asks.answered(AskTokens.hash(token))
                                .map(found -> shown(token, found, now))
                                .orElseGet(Opened.Nothing::new);
                    case SIGNATURE ->
                        asks.answered(AskTokens.hash(token))
                                .map(found -> shown(token, found, now))
                                .orElseGet(() -> unused(token, named));
                    case TRIAL ->
                        surveys.find(named.first())
                                .map(survey -> trial(token, survey))
                                .orElseGet(Opened.Nothing::new);
                    case UNUSED -> new Opened.Nothing();
                };
        };
    }

    private Opened shown(String token, AskStore.Answered found, Instant now) {
        Ask ask = found.ask();
        return new Opened.Shown(new Sheet(
                token,
                surveys.find(ask.survey()).orElseThrow(),
                ask.language(),
                Optional.of(ask),
                false,
                now.isBefore(ask.closes()),
                found.vote(),
                found.changes(),
                counting.owner(ask, ask.team()),
                workforce.team(ask.team()).name()));
    }

    /// When they may be called; asked for a page on which they can say so.
    Offer offer(Sheet sheet, Instant now) {
        if (sheet.ask().isEmpty() || !sheet.open()) {
            return Offer.NONE;
        }
        return callBacks
                .offerAtNumber(sheet.ask().get().customer(), now)
                .map(offer -> new Offer(promised(sheet.vote()), offer.windows(), offer.numbers(), offer.clock()))
                .orElse(Offer.NONE);
    }

    private Optional<Window> promised(Optional<VoteStore.Cast> vote) {
        return vote.flatMap(VoteStore.Cast::promise).flatMap(callBacks::of).map(call -> call.window());
    }

    /// The faces under a mail that nobody used yet: their ask is made with the vote.
    private Opened unused(String token, AskTokens.Named named) {
        Optional<Matter> matter = matters.find(new MatterId(named.first()));
        Optional<Agent> agent = workforce.agent(new AgentId(named.second()));
        Optional<Survey> survey = surveys.faces();
        if (matter.isEmpty()
                || agent.isEmpty()
                || survey.isEmpty()
                || matter.get().about().isEmpty()) {
            return new Opened.Nothing();
        }
        Customer person = customers.find(matter.get().customer()).orElseThrow();
        TeamId team = agent.get().team();
        return new Opened.Shown(new Sheet(
                token,
                survey.get(),
                Language.of(person.language()),
                Optional.empty(),
                false,
                true,
                Optional.empty(),
                0,
                agent.filter(Agent::enabled),
                workforce.team(team).name()));
    }

    private Opened trial(String token, Survey survey) {
        return new Opened.Shown(new Sheet(
                token,
                survey,
                Language.EN,
                Optional.empty(),
                true,
                true,
                Optional.empty(),
                0,
                Optional.empty(),
                workforce.fallbackTeam().map(team -> team.name()).orElse("")));
    }

    /// A number that makes what is sent from one page one vote.
    String nonce(Sheet sheet) {
        return nonces.fresh(sheet.token());
    }

    /// Keeps that a page was opened: provisional, and never counted.
    void clicked(Ask ask, Scanning.Click click) {
        clicks.opened(ask, click);
    }

    boolean isDataCentre(InetAddress from) {
        return surveys.rules().isDataCentre(from);
    }

    /// Whose browser sends it.
    ///
    /// @param oneOfUs whether somebody is signed in here: a link of a customer's that one of us has is not our vote
    record From(InetAddress address, boolean oneOfUs) {}

    /// What came of a vote that was sent.
    sealed interface Confirmed {
        /// It is kept.
        ///
        /// @param asked what became of the wish to be called, where there was one
        /// @param call when they are called for their vote, and by whose clock
        record Kept(Optional<CallBacks.Asked> asked, Optional<Window> call, ZoneId zone) implements Confirmed {}

        /// It came from no page of ours, or from that of another link.
        record NotOurs() implements Confirmed {}

        /// It is too late, or its mind changed too often.
        record Closed() implements Confirmed {}
    }

    /// Takes a vote in, once for each page: returns after the commit.
    ///
    /// @throws InboxUnavailableException when it could not be kept now
    Confirmed confirm(Sheet sheet, String nonce, Ballot ballot, Optional<Counting.Call> call, From from, Instant now) {
        Optional<String> number = nonces.read(sheet.token(), nonce);
        if (number.isEmpty() || !sheet.survey().scale().holds(ballot.answer())) {
            return new Confirmed.NotOurs();
        }
        if (sheet.trial()) {
            return new Confirmed.Kept(Optional.empty(), Optional.empty(), ZoneOffset.UTC);
        }
        Optional<Ask> ask = sheet.ask().or(() -> signed(sheet, now));
        if (!sheet.open() || ask.isEmpty() || sheet.changes() >= MOST_CHANGES) {
            return new Confirmed.Closed();
        }
        Optional<LinkedPoint> point = point(ask.get());
        AtomicReference<Counting.@Nullable Owed> owed = new AtomicReference<>();
        Counting.Said said =
                new Counting.Said(ask.get(), sheet.survey(), ballot, call, excluded(point, from), what(sheet, ballot));
        inbox.take(
                arrival(sheet, ask.get(), ballot, point, call.isPresent(), number.get(), now),
                filed -> owed.set(counting.count(said, filed)));
        return kept(ask.get(), Optional.ofNullable(owed.get()));
    }

    /// @param owed empty: it was kept before
    private Confirmed kept(Ask ask, Optional<Counting.Owed> owed) {
        Optional<PromiseId> promise =
                owed.isPresent() ? owed.get().promise() : store.find(ask.id()).flatMap(VoteStore.Cast::promise);
        Optional<Window> window = promise.flatMap(callBacks::of).map(call -> call.window());
        return new Confirmed.Kept(
                owed.flatMap(Counting.Owed::asked),
                window,
                window.isPresent() ? callBacks.clock(ask.customer()) : ZoneOffset.UTC);
    }

    private Optional<Ask> signed(Sheet sheet, Instant now) {
        return tokens.read(sheet.token(), now) instanceof AskTokens.Read.Genuine(var named)
                ? asking.ofSignature(named, sheet.token(), sheet.survey(), now)
                : Optional.empty();
    }

    /// The address at which they were asked, else one of theirs.
    private Optional<LinkedPoint> point(Ask ask) {
        List<LinkedPoint> own = customers.ownPoints(ask.customer());
        return asked(ask, own)
                .or(() ->
                        ask.contactPoint().isEmpty() ? Optional.empty() : asked(ask, customers.points(ask.customer())))
                .or(() -> own.stream().findFirst());
    }

    private static Optional<LinkedPoint> asked(Ask ask, List<LinkedPoint> points) {
        return points.stream()
                .filter(point ->
                        ask.contactPoint().filter(id -> id == point.id()).isPresent())
                .findFirst();
    }

    private Optional<VoteStore.Excluded> excluded(Optional<LinkedPoint> point, From from) {
        if (from.oneOfUs() || point.filter(one -> known.isStaff(one.point())).isPresent()) {
            return Optional.of(VoteStore.Excluded.STAFF);
        }
        return surveys.rules().isOwn(from.address()) ? Optional.of(VoteStore.Excluded.NETWORK) : Optional.empty();
    }

    private static String what(Sheet sheet, Ballot ballot) {
        String word = sheet.survey().in(sheet.in()).word(ballot.answer());
        return ballot.comment().isBlank()
                ? word
                : word + ": " + ballot.comment().replaceAll("\\s+", " ");
    }

    private Arrival arrival(
            Sheet sheet,
            Ask ask,
            Ballot ballot,
            Optional<LinkedPoint> point,
            boolean call,
            String number,
            Instant now) {
        List<CustomerId> records = new ArrayList<>(List.of(ask.customer()));
        merges.circle(ask.customer()).stream()
                .filter(record -> !record.equals(ask.customer()))
                .forEach(records::add);
        String name = customers.find(ask.customer()).map(Customer::name).orElse("");
        boolean owed = call || ballot.isOwedAnAnswer(sheet.survey().scale());
        Wording wording = sheet.survey().in(sheet.in());
        String raw = sheet.survey().scale() + " " + ballot.answer() + "\nagain "
                + ballot.again().map(Object::toString).orElse("-") + "\n\n" + ballot.comment();
        return new Arrival(
                Channel.VOTE,
                door(ask),
                "vote-" + ask.id() + "-" + number,
                Optional.empty(),
                now,
                raw.getBytes(StandardCharsets.UTF_8),
                point.map(one -> new Sender(one.point(), name, Sender.Proof.PROVEN, Optional.empty())),
                new Nature.Voted(
                        records,
                        ask.matter(),
                        point.map(LinkedPoint::id),
                        owed ? Nature.Voted.Expects.SOMETHING : Nature.Voted.Expects.NOTHING),
                Content.words(wording.question() + " " + wording.word(ballot.answer()), ballot.comment()),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /// The door by which we asked; a vote has none of its own.
    private DoorId door(Ask ask) {
        return ask.door()
                .filter(door -> doors.find(door).isPresent())
                .or(() -> doors.all().stream().map(Door::id).findFirst())
                .orElseThrow(
                        () -> new InboxUnavailableException("there is no door", new IllegalStateException("no door")));
    }

    /// They want no more surveys.
    void stop(Ask ask, Instant now) {
        transaction.executeWithoutResult(status -> {
            customers.lock(ask.customer());
            if (wishes.stopSurveys(ask.customer(), "by the link in a survey", now)) {
                journal.append(ask.customer(), new FeedbackEvent.SurveysStopped(ask.id()), now);
            }
        });
    }

    /// The picture of that name.
    Optional<byte[]> picture(String key) {
        return surveys.picture(key);
    }
}
