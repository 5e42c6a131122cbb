package io.rapport.server.mystery;

import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `rapport.mystery.*`: test knocks at our own doors, and when a door worries its lead.
///
/// @param url under which the mystery customer opens our forms. Default none: our own port on this machine; set it to
///     the public address to knock through the proxy as well
/// @param arriveWithin how long a test knock may take through its door before the lead is told. Default 5 min
/// @param overdueBy working time that an answer may be late at a door before its lead is told. Default 30 min
/// @param lookWithin working time within which the lead promises to look after an alarm. Default 30 min
@ConfigurationProperties("rapport.mystery")
record MysterySettings(
        Optional<String> url,
        @DefaultValue("5m") Duration arriveWithin,
        @DefaultValue("30m") Duration overdueBy,
        @DefaultValue("30m") Duration lookWithin) {}
