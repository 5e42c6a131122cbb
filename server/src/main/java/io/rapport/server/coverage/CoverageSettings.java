package io.rapport.server.coverage;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `rapport.coverage.*`: to whom we say hello.
///
/// @param months without a word after which a customer is offered to their team. Default 12
/// @param hello whether teams are offered customers to say hello to while nobody waits. Default true
@ConfigurationProperties("rapport.coverage")
record CoverageSettings(
        @DefaultValue("12") int months,
        @DefaultValue("true") boolean hello) {
    CoverageSettings {
        if (months < 1 || months > 120) {
            throw new IllegalArgumentException("rapport.coverage.months is 1 to 120, not " + months);
        }
    }
}
