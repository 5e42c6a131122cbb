package io.rapport.server.outreach;

/// The tables of this package.
record OutreachStores(
        IncidentStore incidents,
        TouchedStore touched,
        CampaignStore campaigns,
        AttemptStore attempts,
        CallStore calls) {}
