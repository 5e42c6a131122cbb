package io.rapport.server.workforce;

import io.rapport.server.vocabulary.TeamId;
import java.time.Duration;

/// A team of 15 to 20 people to whom customers belong.
///
/// @param address the direct address that its customers see; may be empty
/// @param welcome a sentence about the team on the page that customers see
/// @param fallback whether customers nobody else claims come here
/// @param answerWithin working time within which a person answers
/// @param catchment where its customers live
/// @param page what its customers see of it
public record Team(
        TeamId id,
        String name,
        String place,
        String address,
        String welcome,
        boolean fallback,
        Duration answerWithin,
        Calendar calendar,
        Catchment catchment,
        TeamPage page) {

    /// A team of no place, without a page.
    public Team(
            TeamId id,
            String name,
            String place,
            String address,
            String welcome,
            boolean fallback,
            Duration answerWithin,
            Calendar calendar) {
        this(id, name, place, address, welcome, fallback, answerWithin, calendar, Catchment.NONE, TeamPage.NONE);
    }
}
