package io.rapport.server.workforce;

import io.rapport.server.vocabulary.TeamId;
import java.time.Duration;

/// A team of 15 to 20 people to whom customers belong.
///
/// @param address the direct address that its customers see; may be empty
/// @param welcome a sentence about the team on the page that customers see
/// @param fallback whether customers nobody else claims come here
/// @param answerWithin working time within which a person answers
public record Team(
        TeamId id,
        String name,
        String place,
        String address,
        String welcome,
        boolean fallback,
        Duration answerWithin,
        Calendar calendar) {}
