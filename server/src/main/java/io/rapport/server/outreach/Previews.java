package io.rapport.server.outreach;

import io.rapport.server.channel.MassPost;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.util.Optional;

/// Shows one of us what customers would read.
final class Previews {
    private final MassPost post;
    private final Letters letters;
    private final Workforce workforce;

    Previews(MassPost post, Letters letters, Workforce workforce) {
        this.post = post;
        this.letters = letters;
        this.workforce = workforce;
    }

    /// @return why it could not be sent; empty if it was
    Optional<String> send(Campaign notice, Language in, Agent to, ContactPoint address) {
        if (notice.text(in).isEmpty()) {
            return Optional.of("there are no words yet");
        }
        return post.show(
                to.team(),
                address,
                to.fullName(),
                letters.sample(notice, in, address, to.fullName(), workforce.team(to.team())));
    }
}
