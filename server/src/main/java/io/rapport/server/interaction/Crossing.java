package io.rapport.server.interaction;

import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import java.time.Instant;

/// An arrival by one record of a person in a matter of another.
public record Crossing(InteractionId interaction, CustomerId record, MatterId matter, Instant at) {}
