package io.rapport.server.feedback;

import io.rapport.server.channel.Letters;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.LinkProof;
import io.rapport.server.customer.LinkedPoint;
import io.rapport.server.customer.Merges;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Puts questions to people, if the rules let them be asked: each in a transaction of its own, customer locked first.
/// Thread-safe.
final class Asks {
    /// Looked at in one round.
    static final int AT_ONCE = 100;
    private static final Logger log = LoggerFactory.getLogger(Asks.class);

    private final AskStore store;
    private final Surveys surveys;
    private final Known known;
    private final Links links;
    private final Letters letters;
    private final Customers customers;
    private final Merges merges;
    private final Matters matters;
    private final Workforce workforce;
    private final Journal journal;
    private final TransactionTemplate transaction;

    Asks(
            AskStore store,
            Surveys surveys,
            Known known,
            Links links,
            Letters letters,
            Customers customers,
            Merges merges,
            Matters matters,
            Workforce workforce,
            Journal journal,
            TransactionTemplate transaction) {
        this.store = store;
        this.surveys = surveys;
        this.known = known;
        this.links = links;
        this.letters = letters;
        this.customers = customers;
        this.merges = merges;
        this.matters = matters;
        this.workforce = workforce;
        this.journal = journal;
        this.transaction = transaction;
    }

    /// What came of asking somebody.
    sealed interface Put {
        record Asked(long ask, Channel channel) implements Put {}

        record Not(Fatigue.No why) implements Put {}
    }

    /// Asks those on whom the lot fell and whose time has come.
    ///
    /// @return of how many something came
    int askDue(Instant now) {
        List<AskStore.Drawn> due = store.due(now, AT_ONCE);
        int settled = 0;
        for (AskStore.Drawn drawn : due) {
            try {
                transaction.executeWithoutResult(status -> {
                    customers.lock(drawn.customer());
                    Put put = put(drawn, now);
                    store.settle(drawn, put instanceof Put.Not(var why) ? why.name() : "ASKED");
                });
                settled++;
            } catch (TransactionException | DataAccessException away) {
                log.warn("event=survey-waits lot={} cause={}", drawn.event(), away.toString());
            } catch (IllegalStateException ourMistake) {
                // Trying the same again would end the same.
                log.error("event=survey-failed lot={}", drawn.event(), ourMistake);
                store.settle(drawn, "FAILED");
                settled++;
            }
        }
        return settled;
    }

    private Put put(AskStore.Drawn drawn, Instant now) {
        Optional<Survey> survey = surveys.find(drawn.survey());
        Optional<Matter> matter = matters.find(drawn.matter());
        if (survey.filter(one -> one.state() == Survey.State.ON).isEmpty()) {
            return new Put.Not(Fatigue.No.OFF);
        }
        if (matter.isEmpty()) {
            return new Put.Not(Fatigue.No.NO_MATTER);
        }
        if (drawn.again().isPresent()) {
            return store.askedAgain(drawn.again().get())
                    ? new Put.Not(Fatigue.No.ASKED_AGAIN)
                    : put(
                            new Question(survey.get(), matter.get(), Ask.How.AGAIN, drawn.again(), Optional.empty()),
                            now);
        }
        return matter.get().state() != Matter.State.CLOSED
                ? new Put.Not(Fatigue.No.REOPENED)
                : put(new Question(survey.get(), matter.get(), Ask.How.LOT, Optional.empty(), Optional.empty()), now);
    }

    /// Asks somebody because one of us wants to know: within the same rules, and counted apart.
    Put byHand(CustomerId customer, long survey, AgentId by, Instant now) {
        Optional<Survey> asked = surveys.find(survey).filter(one -> one.state() != Survey.State.RETIRED);
        Optional<Matter> matter = merges.circle(customer).stream()
                .flatMap(record -> matters.of(record, 1).stream())
                .max(java.util.Comparator.comparing(Matter::lastAt));
        if (asked.isEmpty() || matter.isEmpty()) {
            return new Put.Not(asked.isEmpty() ? Fatigue.No.OFF : Fatigue.No.NO_MATTER);
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            customers.lock(matter.get().customer());
            return put(
                    new Question(asked.get(), matter.get(), Ask.How.BY_HAND, Optional.empty(), Optional.of(by)), now);
        }));
    }

    private record Question(Survey survey, Matter matter, Ask.How how, Optional<Long> again, Optional<AgentId> by) {}

    /// In the caller's transaction, customer locked.
    private Put put(Question question, Instant now) {
        CustomerId customer = question.matter().customer();
        Optional<Fatigue.No> no = Fatigue.of(
                known.person(merges.circle(customer), now),
                question.survey().scale(),
                question.how() == Ask.How.AGAIN,
                now);
        if (no.isPresent()) {
            return new Put.Not(no.get());
        }
        AskStore.About about = store.about(question.matter().id());
        Optional<Agent> served = question.by().or(about::served).flatMap(workforce::agent);
        if (served.isEmpty() && question.how() == Ask.How.LOT) {
            return new Put.Not(Fatigue.No.NOBODY_SERVED);
        }
        Optional<Way> way = way(customer, about);
        if (way.isEmpty()) {
            return new Put.Not(Fatigue.No.NO_ADDRESS);
        }
        Ask ask = ask(question, served, way.get(), now);
        String token = links.token(ask);
        if (!store.insert(ask, AskTokens.hash(token))) {
            return new Put.Not(Fatigue.No.ASKED_LATELY);
        }
        if (!send(ask, question, served, way.get(), token, now)) {
            throw new IllegalStateException(
                    "no door by which survey of matter " + question.matter().id() + " could leave");
        }
        journal.append(
                customer,
                new FeedbackEvent.SurveyAsked(
                        ask.id(),
                        question.survey().id(),
                        Optional.of(question.matter().id())),
                now);
        return new Put.Asked(ask.id(), ask.channel());
    }

    /// How a question reaches somebody.
    ///
    /// @param point of mail
    private record Way(Channel channel, Optional<LinkedPoint> point) {}

    /// Where they spoke last, if that is a chat; else by mail, if an address of theirs is proven; else on the page that
    /// they were given.
    private Optional<Way> way(CustomerId customer, AskStore.About about) {
        if (about.last().filter(Channel.CHAT::equals).isPresent()) {
            return Optional.of(new Way(Channel.CHAT, Optional.empty()));
        }
        return customers.points(customer).stream()
                .filter(point -> point.point().kind() == ContactPoint.Kind.EMAIL && point.proof() == LinkProof.VERIFIED)
                .findFirst()
                .map(point -> new Way(Channel.MAIL, Optional.of(point)))
                .or(() -> about.receipt() ? Optional.of(new Way(Channel.FORM, Optional.empty())) : Optional.empty());
    }

    private Ask ask(Question question, Optional<Agent> served, Way way, Instant now) {
        CustomerId customer = question.matter().customer();
        Customer person = customers.find(customer).orElseThrow();
        TeamId team = served.map(Agent::team).orElse(person.homeTeam());
        return new Ask(
                store.number(),
                question.survey().id(),
                question.survey().series(),
                customer,
                Optional.of(question.matter().id()),
                team,
                served.map(Agent::id),
                way.channel(),
                question.how(),
                question.again(),
                question.by(),
                way.point().map(LinkedPoint::id),
                letters.mailDoor(question.matter().id()),
                Language.of(person.language()),
                links.key(),
                now,
                // A chat is read at once; a mail when the next host has it; a page when it is opened.
                way.channel() == Channel.CHAT ? Optional.of(now) : Optional.empty(),
                Links.expiry(now),
                now.plus(Ask.OPEN),
                0,
                false);
    }

    private boolean send(Ask ask, Question question, Optional<Agent> served, Way way, String token, Instant now) {
        AskLetter.Reason reason = switch (question.how()) {
            case AGAIN -> AskLetter.Reason.KEPT;
            case BY_HAND -> AskLetter.Reason.BY_HAND;
            case LOT, CAMPAIGN, SIGNATURE -> AskLetter.Reason.CLOSED;
        };
        Optional<Letters.Sent> sent = switch (way.channel()) {
            case MAIL ->
                mail("survey-" + ask.id(), ask, question.survey(), question.matter(), served, token, reason, now);
            case CHAT ->
                letters.chat("survey-" + ask.id(), question.matter(), line(ask, question.survey(), token), now);
            default -> Optional.empty();
        };
        sent.ifPresent(out -> store.sentAs(ask.id(), out.outbound(), out.door()));
        return sent.isPresent() || way.channel() == Channel.FORM;
    }

    private Optional<Letters.Sent> mail(
            String key,
            Ask ask,
            Survey survey,
            Matter matter,
            Optional<Agent> served,
            String token,
            AskLetter.Reason reason,
            Instant now) {
        LinkedPoint point = customers.points(ask.customer()).stream()
                .filter(one -> ask.contactPoint().filter(id -> id == one.id()).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the address of ask " + ask.id() + " is gone"));
        String name = customers.find(ask.customer()).map(Customer::name).orElse("");
        String from = served.map(Agent::firstName)
                .orElseGet(() -> workforce.team(ask.team()).name());
        AskLetter.Words words = new AskLetter(survey, ask.language(), links)
                .words(token, new AskLetter.Occasion(name, from, matter.about(), reason));
        letters.send(
                new Letters.Letter(
                        key,
                        ask.customer(),
                        matter.id(),
                        point.point(),
                        name,
                        from,
                        words.subject(),
                        words.text(),
                        words.html(),
                        letters.mailDoor(matter.id())),
                now);
        return letters.sent(key);
    }

    private String line(Ask ask, Survey survey, String token) {
        return survey.in(ask.language()).question() + "\n" + links.page(token);
    }

    /// Reminds those who did not answer, once.
    ///
    /// @return how many there were
    int remindDue(Instant now) {
        List<Long> due = store.toRemind(now, AT_ONCE);
        for (long id : due) {
            try {
                Ask ask = store.find(id).orElseThrow();
                transaction.executeWithoutResult(status -> {
                    customers.lock(ask.customer());
                    remind(ask, now);
                });
            } catch (TransactionException | DataAccessException | IllegalStateException failure) {
                log.warn("event=reminder-failed ask={} cause={}", id, failure.toString());
                store.reminded(id, Optional.empty(), now);
            }
        }
        return due.size();
    }

    private void remind(Ask ask, Instant now) {
        Optional<Matter> matter = ask.matter().flatMap(matters::find);
        boolean may = matter.isPresent()
                && Fatigue.ofReminder(known.person(merges.circle(ask.customer()), now))
                        .isEmpty();
        if (!store.reminded(ask.id(), Optional.empty(), now) || !may) {
            return;
        }
        mail(
                "survey-" + ask.id() + "-again",
                ask,
                surveys.find(ask.survey()).orElseThrow(),
                matter.get(),
                ask.agent().flatMap(workforce::agent),
                links.token(ask),
                AskLetter.Reason.REMINDER,
                now);
    }

    /// The ask of somebody who used a face under a mail of one of us; made when they vote, once for each mail.
    Optional<Ask> ofSignature(AskTokens.Named named, String token, Survey survey, Instant now) {
        Optional<Ask> before = store.byToken(AskTokens.hash(token));
        if (before.isPresent()) {
            return before;
        }
        MatterId about = new MatterId(named.first());
        Optional<Matter> matter = matters.find(about);
        Optional<Agent> agent = workforce.agent(new AgentId(named.second()));
        if (matter.isEmpty() || agent.isEmpty()) {
            return Optional.empty();
        }
        Optional<DoorId> door = letters.mailDoor(about);
        return transaction.execute(status -> {
            customers.lock(matter.get().customer());
            Customer person = customers.find(matter.get().customer()).orElseThrow();
            store.insert(
                    new Ask(
                            store.number(),
                            survey.id(),
                            survey.series(),
                            person.id(),
                            Optional.of(about),
                            agent.get().team(),
                            Optional.of(agent.get().id()),
                            Channel.MAIL,
                            Ask.How.SIGNATURE,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            door,
                            Language.of(person.language()),
                            named.key(),
                            now,
                            Optional.of(now),
                            named.expires(),
                            now.plus(Ask.OPEN),
                            0,
                            false),
                    AskTokens.hash(token));
            return store.byToken(AskTokens.hash(token));
        });
    }
}
