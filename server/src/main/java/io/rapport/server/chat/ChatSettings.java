package io.rapport.server.chat;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `rapport.chat.*`: what visitors of a company's site may do.
///
/// @param messages that one visitor may write within `per`; more hear when to come again. Default 60
/// @param messagesPerAddress that one network address may write within `per`, of all its visitors. Default 120. Behind
///     a proxy, have it pass the address on (`server.forward-headers-strategy=native`), or all visitors count as one
/// @param per default 10 min
/// @param streams open at once, of all visitors together; more ask again in a while. Default 2000
/// @param streamsPerAddress open at once from one network address. Default 30
/// @param calls from the page that one visitor may begin within `per`. Default 5
/// @param callsPerAddress that one network address may begin within `per`. Default 20
@ConfigurationProperties("rapport.chat")
record ChatSettings(
        @DefaultValue("60") int messages,
        @DefaultValue("120") int messagesPerAddress,
        @DefaultValue("10m") Duration per,
        @DefaultValue("2000") int streams,
        @DefaultValue("30") int streamsPerAddress,
        @DefaultValue("5") int calls,
        @DefaultValue("20") int callsPerAddress) {}
