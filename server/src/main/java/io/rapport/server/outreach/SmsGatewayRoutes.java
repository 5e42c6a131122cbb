package io.rapport.server.outreach;

import io.rapport.server.access.Accounts;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.webhook.CheckedPost;
import java.security.Principal;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where short messages are handed to a provider. Its secret is never shown.
@RestController
@RequestMapping("/api/admin/sms-gateway")
@May(Permission.SEE_SETTINGS)
class SmsGatewayRoutes {
    private final SmsGateway gateway;
    private final CheckedPost post;
    private final Accounts accounts;
    private final Clock clock;

    SmsGatewayRoutes(SmsGateway gateway, CheckedPost post, Accounts accounts, Clock clock) {
        this.gateway = gateway;
        this.post = post;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// @param url empty while none is set up
    record SmsGatewayView(String url, String sender, boolean enabled) {}

    /// Where short messages go.
    @GetMapping
    SmsGatewayView smsGateway() {
        return gateway.setup()
                .map(setup -> new SmsGatewayView(setup.url(), setup.sender(), setup.enabled()))
                .orElse(new SmsGatewayView("", "", false));
    }

    /// @param secret none: the one it has stays
    record SmsGatewayRequest(
            @Nullable String url,
            @Nullable String sender,
            @Nullable String secret,
            @Nullable Boolean enabled) {}

    /// Sets up where short messages go: an address that takes JSON by POST, and the secret that lets us in.
    @May(Permission.CHANGE_WEBHOOKS)
    @PutMapping
    SmsGatewayView changeSmsGateway(@RequestBody SmsGatewayRequest given, Principal caller) {
        String url = Asked.line(given.url(), "url", 500);
        if (!post.may(url)) {
            throw Refusal.field("url", "Give a public address that begins with https://.");
        }
        String secret = given.secret() == null ? null : Asked.line(given.secret(), "secret", 500);
        gateway.change(
                url,
                Asked.line(given.sender(), "sender", 20),
                secret == null || secret.isEmpty() ? null : secret,
                Boolean.TRUE.equals(given.enabled()),
                Asked.account(caller),
                clock.instant());
        accounts.audit(Asked.account(caller), "changed where short messages go", url);
        return smsGateway();
    }
}
