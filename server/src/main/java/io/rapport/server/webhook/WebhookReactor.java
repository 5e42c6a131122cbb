package io.rapport.server.webhook;

import io.rapport.server.journal.Feed;
import io.rapport.server.journal.Reactor;
import io.rapport.server.journal.Recorded;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes down what is to be told, with its own place in the journal: nobody waits for those who hear it.
final class WebhookReactor implements Reactor {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Feed feed;
    private final DeliveryStore deliveries;
    private final Clock clock;

    WebhookReactor(Feed feed, DeliveryStore deliveries, Clock clock) {
        this.feed = feed;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public void react(List<Recorded> events) {
        if (!deliveries.isAnybodyListening()) {
            return;
        }
        for (Recorded event : events) {
            String type = feed.type(event);
            ObjectNode body = JSON.createObjectNode();
            body.put("id", Long.toString(event.id()));
            body.put("type", type);
            body.put("at", event.at().toString());
            body.put("customer", event.customer().map(Object::toString).orElse(null));
            body.set("data", feed.data(event));
            deliveries.add(event.id(), type, JSON.writeValueAsString(body), clock.instant());
        }
    }
}
