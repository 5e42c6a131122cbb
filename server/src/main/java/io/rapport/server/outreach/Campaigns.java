package io.rapport.server.outreach;

import io.rapport.server.channel.MassPost;
import io.rapport.server.channel.SentToMany;
import io.rapport.server.channel.Suppression;
import io.rapport.server.channel.Suppressions;
import io.rapport.server.journal.Journal;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.web.Language;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.transaction.support.TransactionTemplate;

/// What is told to many, from its words to its end. Thread-safe.
final class Campaigns implements SentToMany {
    private final CampaignStore store;
    private final AttemptStore attempts;
    private final IncidentStore incidents;
    private final LeadNews leads;
    private final MassPost post;
    private final Suppressions suppressions;
    private final OutreachSettings settings;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Campaigns(
            OutreachStores stores,
            LeadNews leads,
            MassPost post,
            Suppressions suppressions,
            OutreachSettings settings,
            NoticeParts parts) {
        this.store = stores.campaigns();
        this.attempts = stores.attempts();
        this.incidents = stores.incidents();
        this.leads = leads;
        this.post = post;
        this.suppressions = suppressions;
        this.settings = settings;
        this.journal = parts.journal();
        this.transaction = parts.transaction();
        this.clock = parts.clock();
    }

    Optional<Campaign> find(long id) {
        return store.find(id);
    }

    List<Campaign> of(long incident) {
        return store.of(incident);
    }

    /// Makes one for an incident. In the caller's transaction.
    long draft(long incident, String name, boolean update, Map<Language, Campaign.Text> texts, long author) {
        long id = store.insert(incident, name, update, author, clock.instant());
        store.texts(id, name, texts);
        return id;
    }

    /// Says it otherwise, as long as it is a draft. In the caller's transaction.
    void rewrite(long id, String name, Map<Language, Campaign.Text> texts) {
        store.texts(id, name, texts);
    }

    /// Moves one on. In the caller's transaction.
    ///
    /// @return whether it stood where it was thought to stand
    boolean move(long id, Campaign.State from, Campaign.State to) {
        boolean moved = store.move(id, List.of(from), to, Optional.empty(), clock.instant());
        if (moved) {
            journal.append(new OutreachEvent.CampaignChanged(id, to), clock.instant());
        }
        return moved;
    }

    /// In the caller's transaction.
    void approved(long id, long account) {
        store.approved(id, account, clock.instant());
    }

    /// In the caller's transaction.
    void returned(long id, String why) {
        store.returned(id, why);
    }

    /// Whether there is a door by which it can leave.
    boolean canLeave() {
        return post.hasDoor();
    }

    /// Builds an attempt for everybody who is touched and lets them go. In the caller's transaction.
    ///
    /// @return how many there are; empty if it was not approved, or has begun
    Optional<Integer> begin(long id, long incident, List<Way> ways) {
        return move(id, Campaign.State.APPROVED, Campaign.State.RUNNING)
                ? Optional.of(attempts.build(id, incident, ways, clock.instant()))
                : Optional.empty();
    }

    boolean pause(long id) {
        return change(id, List.of(Campaign.State.RUNNING), Campaign.State.PAUSED, Optional.empty());
    }

    /// Whoever lets it go on has seen what came back.
    boolean resume(long id) {
        store.forgive(id);
        return change(id, List.of(Campaign.State.PAUSED), Campaign.State.RUNNING, Optional.empty());
    }

    /// Those who were not told yet are not told by it.
    boolean stop(long id) {
        boolean stopped = change(
                id, List.of(Campaign.State.RUNNING, Campaign.State.PAUSED), Campaign.State.STOPPED, Optional.empty());
        if (stopped) {
            attempts.stop(id, clock.instant());
        }
        return stopped;
    }

    private boolean change(long id, List<Campaign.State> from, Campaign.State to, Optional<String> why) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Instant now = clock.instant();
            boolean moved = store.move(id, from, to, why, now);
            if (moved) {
                journal.append(new OutreachEvent.CampaignChanged(id, to), now);
            }
            return moved;
        }));
    }

    /// Pauses one of which too much comes back, and tells who leads.
    ///
    /// @return whether it was paused
    boolean stopsIfBad(Campaign campaign, Instant now) {
        BounceStop stop = settings.bounceStop();
        // Most of the time nothing comes back, and then nobody need count what was sent.
        if (store.back(campaign.id()) <= stop.share() * stop.atLeast()) {
            return false;
        }
        BounceStop.Standing standing = store.standing(campaign.id());
        if (!stop.stops(standing)) {
            return false;
        }
        String why = BounceStop.words(standing);
        if (change(campaign.id(), List.of(Campaign.State.RUNNING), Campaign.State.PAUSED, Optional.of(why))) {
            leads.paused(campaign, why, now);
        }
        return true;
    }

    /// Everybody had their turn.
    void end(Campaign campaign, Instant now) {
        transaction.executeWithoutResult(status -> {
            if (!store.move(
                    campaign.id(), List.of(Campaign.State.RUNNING), Campaign.State.DONE, Optional.empty(), now)) {
                return;
            }
            journal.append(new OutreachEvent.CampaignChanged(campaign.id(), Campaign.State.DONE), now);
            campaign.incident().ifPresent(incident -> {
                if (incidents.move(incident, Incident.State.TELLING, Incident.State.TOLD, now)) {
                    journal.append(new OutreachEvent.IncidentChanged(incident, Incident.State.TOLD), now);
                }
            });
        });
    }

    /// Tries those whom the first try did not reach another way.
    ///
    /// @return how many there are
    int second(Campaign campaign, Incident incident, int limit) {
        Instant now = clock.instant();
        Optional<Instant> quietSince = incident.secondHours().isPresent()
                ? Optional.of(now.minusSeconds(3600L * incident.secondHours().getAsInt()))
                : Optional.empty();
        int tried = attempts.second(campaign.id(), incident.ways(), quietSince, now, limit);
        if (tried > 0) {
            change(campaign.id(), List.of(Campaign.State.DONE), Campaign.State.RUNNING, Optional.empty());
        }
        return tried;
    }

    @Override
    public void became(long outbound, CustomerId customer, Outcome outcome, String detail, Instant now) {
        Optional<AttemptStore.Became> known = attempts.became(outbound, outcome, detail, now);
        if (known.isEmpty()) {
            return;
        }
        AttemptStore.Became one = known.get();
        OptionalLong incident = one.incident();
        if (one.newly() && incident.isPresent()) {
            Told how = one.way() == Way.SMS ? Told.SMS : Told.MAIL;
            journal.append(customer, new OutreachEvent.CustomerTold(incident.getAsLong(), customer, how), now);
        }
        boolean back = outcome == Outcome.FAILED || outcome == Outcome.BOUNCED;
        if (back && incident.isPresent()) {
            attempts.untold(incident.getAsLong(), customer);
        }
        if (back && one.way() == Way.MAIL && BadAddress.says(detail)) {
            attempts.point(one.contactPoint())
                    .ifPresent(point -> suppressions.add(
                            new ContactPoint(ContactPoint.Kind.EMAIL, point),
                            Suppression.Why.BOUNCED,
                            OptionalLong.empty(),
                            now));
        }
    }
}
