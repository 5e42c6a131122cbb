package io.rapport.server.webhook;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `rapport.webhook.*`: whom webhooks may reach.
///
/// @param allow hosts (`hooks.internal` or `127.0.0.1:9000`) that may be reached although they are in a private
/// network,
///     and without TLS. Default none: webhooks go to public addresses by HTTPS alone
/// @param patience from the first byte that is sent to the last one of the answer. Default 10 s
@ConfigurationProperties("rapport.webhook")
record WebhookSettings(
        @DefaultValue List<String> allow,
        @DefaultValue("10s") Duration patience) {}
