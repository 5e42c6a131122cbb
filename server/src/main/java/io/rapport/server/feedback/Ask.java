package io.rapport.server.feedback;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.web.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One question put to one person, or about to be.
///
/// @param agent who served them
/// @param again the ask whose vote led to the promise after which they are asked again
/// @param door at whose team the vote comes in
/// @param delivered when the next host had the mail; at once where it is no mail
/// @param expires when its link opens nothing any more
/// @param closes until when a vote can be given and changed
/// @param clicks pages opened without a vote, as far as they are kept
/// @param voided whether machines opened it, so that no click of it says anything
record Ask(
        long id,
        long survey,
        int series,
        CustomerId customer,
        Optional<MatterId> matter,
        TeamId team,
        Optional<AgentId> agent,
        Channel channel,
        How how,
        Optional<Long> again,
        Optional<AgentId> by,
        Optional<Long> contactPoint,
        Optional<DoorId> door,
        Language language,
        int key,
        Instant asked,
        Optional<Instant> delivered,
        Instant expires,
        Instant closes,
        int clicks,
        boolean voided) {

    /// How long a link opens its answer.
    static final Duration VALID = Duration.ofDays(30);

    /// How long a mind may be changed.
    static final Duration OPEN = Duration.ofDays(14);

    /// How it came about. Only what the lot chose is a sample.
    enum How {
        LOT,
        /// One of us sent it.
        BY_HAND,
        CAMPAIGN,
        /// They used a face under a mail of one of us.
        SIGNATURE,
        /// After a promise that came from their vote was kept.
        AGAIN
    }
}
