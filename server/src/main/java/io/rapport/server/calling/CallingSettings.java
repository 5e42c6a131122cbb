package io.rapport.server.calling;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much a team promises to call.
///
/// @param expectedShare of a team's people who are there in an hour to come, 0 to 1. Default 0.6
/// @param callsPerAgentHour that each of them can promise. Default 2
/// @param reserve of that, for whoever rings meanwhile, 0 to 1. Default 0.3
/// @param attempts after which they are asked for another time in writing and the promise ends. Default 3
@ConfigurationProperties("rapport.calling")
public record CallingSettings(
        @DefaultValue("0.6") double expectedShare,
        @DefaultValue("2") double callsPerAgentHour,
        @DefaultValue("0.3") double reserve,
        @DefaultValue("3") int attempts) {
    public CallingSettings {
        share("expected-share", expectedShare);
        share("reserve", reserve);
        if (!(callsPerAgentHour > 0 && callsPerAgentHour <= 20)) {
            throw new IllegalArgumentException(
                    "rapport.calling.calls-per-agent-hour is above 0 and at most 20, not " + callsPerAgentHour);
        }
        if (attempts < 1 || attempts > 10) {
            throw new IllegalArgumentException("rapport.calling.attempts is 1 to 10, not " + attempts);
        }
    }

    private static void share(String key, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("rapport.calling." + key + " is 0 to 1, not " + share);
        }
    }
}
