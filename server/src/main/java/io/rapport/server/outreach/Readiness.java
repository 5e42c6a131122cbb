package io.rapport.server.outreach;

import io.rapport.server.web.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether an incident can be given to somebody to approve. Pure.
final class Readiness {
    private Readiness() {}

    /// The first thing that is missing.
    static Optional<String> missing(Incident incident, Campaign notice) {
        if (incident.texts().isEmpty()) {
            return Optional.of("Say what happened and what we do, in at least one language.");
        }
        if (incident.texts().values().stream()
                .anyMatch(text -> text.happened().isBlank() || text.doing().isBlank())) {
            return Optional.of("Say both what happened and what we do, in each language.");
        }
        if (incident.kind() == Incident.Kind.CHANGE && incident.effective().isEmpty()) {
            return Optional.of("Say when the change takes effect.");
        }
        for (Language language : notice.texts().keySet()) {
            if (!incident.texts().containsKey(language)) {
                return Optional.of("What is sent in a language needs its page in that language.");
            }
        }
        return missing(notice);
    }

    static Optional<String> missing(Campaign notice) {
        if (notice.texts().isEmpty()) {
            return Optional.of("Write what they are sent, in at least one language.");
        }
        for (Campaign.Text text : notice.texts().values()) {
            if (text.subject().isBlank() || text.words().isBlank()) {
                return Optional.of("What is sent has a subject and words, in each language.");
            }
            String unknown = Wording.unknownBlank(text.subject() + "\n" + text.words());
            if (!unknown.isEmpty()) {
                return Optional.of("\"" + unknown + "\" is no blank that is filled in. There is {first name}.");
            }
        }
        return Optional.empty();
    }

    /// The last moment at which those who are touched by a change are told in time.
    static Optional<Instant> latestToTell(Incident incident) {
        return incident.kind() == Incident.Kind.CHANGE
                ? incident.effective().map(effective -> effective.minus(Duration.ofDays(incident.leadDays())))
                : Optional.empty();
    }
}
