package io.rapport.server.customer;

import io.rapport.server.vocabulary.AgentId;
import java.time.Instant;

/// One of us who knows a customer: how often they spoke, and when last.
public record Acquaintance(AgentId agent, int talks, Instant last) {}
