package io.rapport.server.interaction;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.MatterId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One interaction in words, as it is to be kept: an arrival's or ours.
///
/// @param address the other side's address: who wrote, or to whom we write
/// @param proof PROVEN, UNKNOWN or FAILED, as the adapter found it
/// @param files attachments whose bytes are kept inline or in the vault
public record Said(
        CustomerId customer,
        Optional<MatterId> matter,
        Channel channel,
        Direction direction,
        Optional<DoorId> door,
        Optional<Long> contactPoint,
        Optional<AgentId> agent,
        boolean automatic,
        String proof,
        Instant at,
        String address,
        String addressName,
        Optional<String> replyTo,
        String subject,
        String text,
        String quoted,
        Optional<String> html,
        boolean remoteImages,
        boolean truncated,
        boolean unreadable,
        Optional<String> fields,
        List<StoredFile> files) {

    public enum Direction {
        INBOUND,
        OUTBOUND
    }

    /// The same by another channel.
    public Said by(Channel other) {
        return new Said(
                customer,
                matter,
                other,
                direction,
                door,
                contactPoint,
                agent,
                automatic,
                proof,
                at,
                address,
                addressName,
                replyTo,
                subject,
                text,
                quoted,
                html,
                remoteImages,
                truncated,
                unreadable,
                fields,
                files);
    }
}
