package io.rapport.server.outreach;

import io.rapport.server.journal.JournalEvent;
import io.rapport.server.vocabulary.CustomerId;

/// What happens to what we tell many. Words stand in the tables.
public sealed interface OutreachEvent extends JournalEvent {

    record IncidentChanged(long incident, Incident.State state) implements OutreachEvent {}

    record CampaignChanged(long campaign, Campaign.State state) implements OutreachEvent {}

    /// Their mail server has it, or we said it to them.
    record CustomerTold(long incident, CustomerId customer, Told how) implements OutreachEvent {}

    /// They know: by a sign that no machine gives.
    record CustomerKnows(long incident, CustomerId customer, Known how) implements OutreachEvent {}

    record OpinionGiven(long incident) implements OutreachEvent {}

    record MakeGoodChanged(long makeGood, MakeGood.State state) implements OutreachEvent {}

    /// Make-goods for many at once went on.
    record MakeGoodsChanged(long incident, MakeGood.State state) implements OutreachEvent {}
}
