package io.rapport.server.workforce;

import io.rapport.server.vocabulary.AgentId;

/// Says who of us is in the middle of something that a lost desktop does not end: a call.
public interface Engagement {

    /// Quick; on any thread.
    boolean isEngaged(AgentId agent);
}
