package io.rapport.server.outreach;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `rapport.outreach.*`: how what goes to many leaves.
///
/// @param perDomain messages a second to the addresses of one domain. Default 20: what large providers take
///     from a
///     sender whom they know
/// @param ceiling messages a second altogether. Default 250
/// @param atOnce messages on their way at a time, beside the places of replies. Default 8
/// @param bounceShare of a campaign's messages that may come back for good before it is paused. Default 0.05
/// @param bounceAtLeast from how many sent messages on that is judged. Default 100
/// @param callsPerAgent calls of an incident that are open in a team at a time, for each of its agents who is
///     free.
///     Default 2
/// @param callWithin working time in which such a call is made. Default 2 h
/// @param smsPatience for an answer of the gateway for short messages. Default 10 s
@ConfigurationProperties("rapport.outreach")
record OutreachSettings(
        @DefaultValue("20") double perDomain,
        @DefaultValue("250") double ceiling,
        @DefaultValue("8") int atOnce,
        @DefaultValue("0.05") double bounceShare,
        @DefaultValue("100") int bounceAtLeast,
        @DefaultValue("2") int callsPerAgent,
        @DefaultValue("2h") Duration callWithin,
        @DefaultValue("10s") Duration smsPatience) {

    OutreachSettings {
        if (perDomain <= 0 || ceiling <= 0 || atOnce < 1 || bounceShare < 0 || bounceShare > 1) {
            throw new IllegalArgumentException("rapport.outreach: paces are more than 0, at-once is at least 1 and"
                    + " bounce-share lies between 0 and 1");
        }
    }

    BounceStop bounceStop() {
        return new BounceStop(bounceShare, bounceAtLeast);
    }
}
