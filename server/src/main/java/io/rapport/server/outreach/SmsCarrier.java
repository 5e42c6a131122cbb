package io.rapport.server.outreach;

import io.rapport.server.channel.Carrier;
import io.rapport.server.channel.Delivery;
import io.rapport.server.channel.Parcel;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.webhook.CheckedPost;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Hands short messages to the gateway: a POST of `{"id", "to", "from", "text"}` with the secret as bearer
/// token. The
/// `id` stays the same over all tries, so that a gateway can tell them. Thread-safe.
final class SmsCarrier implements Carrier {
    private static final int MAX_SAID = 200;

    private final SmsGateway gateway;
    private final CheckedPost post;
    private final JsonMapper json;

    SmsCarrier(SmsGateway gateway, CheckedPost post, JsonMapper json) {
        this.gateway = gateway;
        this.post = post;
        this.json = json;
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public Delivery carry(Parcel parcel) {
        Optional<SmsGateway.Setup> setup = gateway.setup().filter(SmsGateway.Setup::enabled);
        if (setup.isEmpty()) {
            return new Delivery.Deferred("no gateway for short messages is set up");
        }
        Map<String, String> body = new LinkedHashMap<>();
        body.put("id", parcel.messageId());
        body.put("to", parcel.to().value());
        body.put("from", setup.get().sender());
        body.put("text", parcel.text());
        try {
            CheckedPost.Answer answer = post.send(
                    setup.get().url(),
                    Map.of("Content-Type", "application/json", "Authorization", "Bearer " + gateway.secret()),
                    json.writeValueAsString(body));
            return judge(answer);
        } catch (IOException away) {
            return new Delivery.Deferred(said(String.valueOf(away.getMessage())));
        }
    }

    private static Delivery judge(CheckedPost.Answer answer) {
        String said = said(answer.status() + " " + answer.start());
        if (answer.status() / 100 == 2) {
            return new Delivery.Accepted(said);
        }
        boolean never = answer.status() / 100 == 4 && answer.status() != 408 && answer.status() != 429;
        // Who may not sign in can be let in by an administrator; the message is not to blame.
        boolean ours = answer.status() == 401 || answer.status() == 403;
        return never && !ours ? new Delivery.Refused(said) : new Delivery.Deferred(said);
    }

    private static String said(String words) {
        String line = words.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > MAX_SAID ? line.substring(0, MAX_SAID) : line;
    }
}
