package io.rapport.server.webform;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// `rapport.webform.*`: what customers may send on our pages.
///
/// @param posts that one network address may send within `per`; more hear when to come again. Default 20. Behind a
///     proxy, have it pass the address on (`server.forward-headers-strategy=native`), or all customers count as one
/// @param per default 10 min
/// @param files that are being taken in at once, of all customers together; more hear that we are busy. Default 50 MB,
///     two full forms, because they lie in memory on their way to the vault
@ConfigurationProperties("rapport.webform")
record WebformSettings(
        @DefaultValue("20") int posts,
        @DefaultValue("10m") Duration per,
        @DefaultValue("50MB") DataSize files) {}
