package io.rapport.server.feedback;

import io.rapport.server.access.Accounts;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What a person said how it was, and asking them.
@RestController
@May(Permission.SEE_CUSTOMERS)
class AskRoutes {
    private static final int LATEST = 20;

    private final VoteStore votes;
    private final Surveys surveys;
    private final Asks asks;
    private final SignatureFaces faces;
    private final Customers customers;
    private final Merges merges;
    private final Workforce workforce;
    private final Accounts accounts;
    private final Clock clock;

    AskRoutes(
            VoteStore votes,
            Surveys surveys,
            Asks asks,
            SignatureFaces faces,
            Customers customers,
            Merges merges,
            Workforce workforce,
            Accounts accounts,
            Clock clock) {
        this.votes = votes;
        this.surveys = surveys;
        this.asks = asks;
        this.faces = faces;
        this.customers = customers;
        this.merges = merges;
        this.workforce = workforce;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// @param word of the answer, in the customer's language
    /// @param again whether they had to say it again; null: they did not say
    /// @param excluded why it is not counted; null: it is
    /// @param owner who of us reads it
    /// @param before what they answered before we did something about it; null: it was not asked again
    record VoteView(
            String ask,
            String survey,
            @OneOf(Scale.class) String scale,
            int answer,
            String word,
            @Nullable Boolean again,
            String comment,
            Instant at,
            Instant changed,

            @OneOf(or = {"LOT", "BY_HAND", "CAMPAIGN", "SIGNATURE", "AGAIN"})
            String how,

            @OneOf(or = {"STAFF", "NETWORK"}) @Nullable String excluded,
            @Nullable String owner,
            @Nullable String promise,
            @Nullable Integer before) {}

    record VoteList(List<VoteView> votes) {}

    /// What a person voted lately, newest first.
    @GetMapping("/api/customers/{id}/votes")
    VoteList votes(@PathVariable String id) {
        return new VoteList(votes.of(merges.circle(customer(id)), LATEST).stream()
                .map(AskRoutes::view)
                .toList());
    }

    private static VoteView view(VoteStore.Shown vote) {
        return new VoteView(
                Long.toString(vote.ask()),
                vote.surveyName(),
                vote.scale().name(),
                vote.answer(),
                vote.word(),
                vote.again().orElse(null),
                vote.comment(),
                vote.confirmed(),
                vote.changed(),
                vote.how().name(),
                vote.excluded().map(Enum::name).orElse(null),
                vote.owner().map(AgentId::toString).orElse(null),
                vote.promise().map(Object::toString).orElse(null),
                vote.before().orElse(null));
    }

    record SurveyChoice(
            String id, String name, @OneOf(Scale.class) String scale) {}

    record SurveyChoices(List<SurveyChoice> surveys) {}

    /// What can be asked by hand.
    @GetMapping("/api/surveys")
    SurveyChoices surveyChoices() {
        return new SurveyChoices(surveys.all().stream()
                .map(survey -> new SurveyChoice(
                        Long.toString(survey.id()),
                        survey.name(),
                        survey.scale().name()))
                .toList());
    }

    record AskGiven(@Nullable String survey) {}

    /// @param channel by which it goes
    record AskMade(String ask, @OneOf(Channel.class) String channel) {}

    /// Asks them by hand, within the rules that hold for every question. Counted apart from what the lot chose.
    @May(Permission.ANSWER)
    @PostMapping("/api/customers/{id}/asks")
    AskMade askCustomer(@PathVariable String id, @RequestBody AskGiven given, Principal caller) {
        Agent me = me(caller);
        CustomerId customer = customer(id);
        long survey = Optional.ofNullable(given.survey())
                .filter(text -> text.matches("[1-9][0-9]{0,17}"))
                .map(Long::parseLong)
                .orElseThrow(() -> Refusal.field("survey", "Choose what they are asked."));
        return switch (asks.byHand(customer, survey, me.id(), clock.instant())) {
            case Asks.Put.Asked(var ask, var channel) -> {
                accounts.audit(Long.parseLong(caller.getName()), "sent a survey to customer", customer.toString());
                yield new AskMade(Long.toString(ask), channel.name());
            }
            case Asks.Put.Not(var why) -> throw Refusal.conflict("not-asked", sentence(why));
        };
    }

    private static String sentence(Fatigue.No why) {
        return switch (why) {
            case STOPPED -> "They said that they want no surveys.";
            case CLAIMANT -> "They only claim to be a customer whom we know.";
            case MYSTERY, STAFF -> "It is one of us.";
            case OWED -> "We have promised them something that is still open. That comes first.";
            case IN_FLIGHT -> "They have a question of ours that they have not answered yet.";
            case ASKED_LATELY, ASKED_AGAIN -> "They were asked not long ago.";
            case REOPENED -> "Their matter is open again.";
            case NO_ADDRESS -> "No mail address of theirs is proven.";
            case NOBODY_SERVED, NO_MATTER -> "There is nothing yet about which they could be asked.";
            case OFF -> "There is no such survey.";
        };
    }

    record FacesUnderMails(boolean shown) {}

    /// Whether two faces stand under my mails.
    @May(Permission.ANSWER)
    @GetMapping("/api/signature/faces")
    FacesUnderMails signatureFaces(Principal caller) {
        return new FacesUnderMails(faces.shown(me(caller).id()));
    }

    /// Says whether two faces stand under my mails. What is voted there is counted apart.
    @May(Permission.ANSWER)
    @PutMapping("/api/signature/faces")
    FacesUnderMails showSignatureFaces(@RequestBody FacesUnderMails given, Principal caller) {
        faces.show(me(caller).id(), given.shown());
        return given;
    }

    private Agent me(Principal caller) {
        return workforce
                .agentOfAccount(Long.parseLong(caller.getName()))
                .filter(Agent::enabled)
                .orElseThrow(() -> Refusal.forbidden("This account belongs to no team yet."));
    }

    private CustomerId customer(String id) {
        return Optional.of(id)
                .filter(text -> text.matches("[1-9][0-9]{0,17}"))
                .map(text -> merges.circle(new CustomerId(Long.parseLong(text))).getFirst())
                .filter(customer -> customers.find(customer).isPresent())
                .orElseThrow(() -> Refusal.notFound("There is no such customer."));
    }
}
