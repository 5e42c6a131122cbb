package io.rapport.server.webhook;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Posts to an address that an administrator entered: by HTTPS to public addresses alone, except for those
/// that
/// `rapport.webhook.allow` names; no redirect is followed. For whoever else speaks to systems outside.
/// Thread-safe.
public final class CheckedPost {
    private final PinnedPost post;
    private final List<String> allow;

    CheckedPost(PinnedPost post, List<String> allow) {
        this.post = post;
        this.allow = List.copyOf(allow);
    }

    /// @param start how the body begins, at most 500 characters
    public record Answer(int status, String start) {}

    /// Whether an address may be reached, as far as its letters tell.
    public boolean may(String address) {
        return Destination.of(address, allow).isPresent();
    }

    /// @throws IOException with a sentence, when it may not be reached or there is no answer in time
    public Answer send(String address, Map<String, String> headers, String body) throws IOException {
        Optional<Destination> to = Destination.of(address, allow);
        if (to.isEmpty()) {
            throw new IOException("this address may not be reached");
        }
        PinnedPost.Answer answer = post.send(to.get(), headers, body);
        return new Answer(answer.status(), answer.start());
    }
}
