package io.rapport.server.outreach;

/// Looks for those whom the first try did not reach.
final class SecondWays {
    /// Of each campaign, at a time.
    private static final int AT_ONCE = 5_000;

    private SecondWays() {}

    /// Of incidents that go on. Updates are tried once.
    ///
    /// @return whether anybody is tried again
    static boolean run(OutreachStores stores, Campaigns campaigns) {
        boolean any = false;
        for (Incident incident : stores.incidents().going()) {
            for (Campaign campaign : campaigns.of(incident.id())) {
                boolean alive = campaign.state() == Campaign.State.RUNNING || campaign.state() == Campaign.State.DONE;
                any |= alive && !campaign.update() && campaigns.second(campaign, incident, AT_ONCE) > 0;
            }
        }
        return any;
    }
}
