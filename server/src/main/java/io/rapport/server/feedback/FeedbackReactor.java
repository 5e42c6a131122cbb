package io.rapport.server.feedback;

import io.rapport.server.channel.ChannelEvent;
import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.interaction.InteractionEvent;
import io.rapport.server.interaction.InteractionEvent.MatterClosed;
import io.rapport.server.journal.Reactor;
import io.rapport.server.journal.Recorded;
import io.rapport.server.promise.PromiseEvent;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Writes down, once, whom to ask: the lot is drawn when a matter closes, and whoever's promise was kept after a vote
/// is
/// asked again. And it notes which questions arrived.
final class FeedbackReactor implements Reactor {
    /// What closed longer ago is history that was read in, or a journal that was read late: nobody is asked about it.
    static final Duration TOO_OLD = Duration.ofDays(2);

    private static final Set<MatterClosed.Why> SERVED = Set.of(
            MatterClosed.Why.AGREED, MatterClosed.Why.SILENT, MatterClosed.Why.BY_AGENT, MatterClosed.Why.SIGNED_UP);

    private final AskStore asks;
    private final VoteStore votes;
    private final Surveys surveys;
    private final Customers customers;
    private final Workforce workforce;
    private final Clock clock;

    FeedbackReactor(
            AskStore asks, VoteStore votes, Surveys surveys, Customers customers, Workforce workforce, Clock clock) {
        this.asks = asks;
        this.votes = votes;
        this.surveys = surveys;
        this.customers = customers;
        this.workforce = workforce;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "feedback";
    }

    @Override
    public void react(List<Recorded> events) {
        for (Recorded recorded : events) {
            switch (recorded.event()) {
                case InteractionEvent.MatterClosed closed
                when SERVED.contains(closed.why()) ->
                    recorded.customer().ifPresent(customer -> closed(recorded, customer, closed.matter()));
                case PromiseEvent.PromiseKept kept ->
                    votes.ofPromise(kept.promise())
                            .filter(source -> !source.again())
                            .ifPresent(source -> kept(recorded, source));
                case ChannelEvent.OutboundChanged changed -> carried(recorded, changed);
                default -> {
                    // Nobody is asked about it.
                }
            }
        }
    }

    private void closed(Recorded recorded, CustomerId customer, MatterId matter) {
        Instant now = clock.instant();
        if (recorded.at().isBefore(now.minus(TOO_OLD))) {
            return;
        }
        List<Survey> on = surveys.all().stream()
                .filter(survey -> survey.state() == Survey.State.ON)
                .toList();
        if (on.isEmpty()) {
            return;
        }
        Optional<TeamId> team = asks.about(matter)
                .served()
                .flatMap(workforce::agent)
                .map(Agent::team)
                .or(() -> customers.find(customer).map(Customer::homeTeam));
        for (Survey survey : on) {
            int share = team.map(survey::share).orElse(survey.sharePercent());
            if (Lot.falls(surveys.seed(survey.id()), recorded.id(), share)) {
                asks.draw(
                        new AskStore.Drawn(
                                recorded.id(), survey.id(), customer, matter, Optional.empty(), due(recorded, survey)),
                        now);
            }
        }
    }

    private void kept(Recorded recorded, VoteStore.Source source) {
        Instant now = clock.instant();
        Optional<Survey> survey = surveys.find(source.survey()).filter(one -> one.state() == Survey.State.ON);
        if (survey.isEmpty() || source.matter().isEmpty() || recorded.at().isBefore(now.minus(TOO_OLD))) {
            return;
        }
        asks.draw(
                new AskStore.Drawn(
                        recorded.id(),
                        source.survey(),
                        source.customer(),
                        source.matter().get(),
                        Optional.of(source.ask()),
                        due(recorded, survey.get())),
                now);
    }

    private static Instant due(Recorded recorded, Survey survey) {
        return recorded.at().plus(Duration.ofMinutes(survey.delayMinutes()));
    }

    private void carried(Recorded recorded, ChannelEvent.OutboundChanged changed) {
        switch (changed.state()) {
            case ACCEPTED -> asks.delivered(changed.outbound(), recorded.at());
            case BOUNCED, FAILED -> asks.returned(changed.outbound());
            case WAITING, SCHEDULED, HELD, QUEUED, SENDING, DEFERRED, CANCELLED -> {
                // Not there yet.
            }
        }
    }
}
