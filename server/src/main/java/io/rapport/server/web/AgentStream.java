package io.rapport.server.web;

import io.rapport.server.vocabulary.AgentId;
import java.util.function.LongFunction;

/// Says how something stands now to one of us at once, on every desktop that they have open. Only the latest counts:
/// who
/// was away for a moment hears that one alone.
public interface AgentStream {

    /// Never blocks.
    ///
    /// @param message makes what is said, with its number in the stream
    void tell(AgentId agent, LongFunction<Object> message);
}
