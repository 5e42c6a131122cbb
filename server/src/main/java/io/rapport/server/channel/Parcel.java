package io.rapport.server.channel;

import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.DoorId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One message on its way out, complete: recipients were frozen when it was written.
///
/// @param outbound its number; stays the same over all attempts
/// @param door through which it leaves
/// @param messageId fixed at writing, without angle brackets: every attempt carries the same
/// @param fromName whom the customer sees ("Nell at Brightline")
/// @param fromAddress the door's own address
/// @param replyAddress the signed address that brings an answer back to its matter
/// @param inReplyTo Message-IDs of the thread, oldest first, without angle brackets
/// @param automatic whether a machine wrote it (then it says so, RFC 3834)
/// @param unsubscribe of what goes to many: where a mail program unsubscribes by one click (RFC 8058)
public record Parcel(
        long outbound,
        DoorId door,
        String messageId,
        String fromName,
        String fromAddress,
        String replyAddress,
        ContactPoint to,
        String toName,
        String subject,
        String text,
        Optional<String> html,
        List<Content.Attached> attachments,
        List<String> inReplyTo,
        boolean automatic,
        Optional<String> unsubscribe,
        Instant writtenAt) {

    /// One to somebody, from which nobody unsubscribes.
    public Parcel(
            long outbound,
            DoorId door,
            String messageId,
            String fromName,
            String fromAddress,
            String replyAddress,
            ContactPoint to,
            String toName,
            String subject,
            String text,
            Optional<String> html,
            List<Content.Attached> attachments,
            List<String> inReplyTo,
            boolean automatic,
            Instant writtenAt) {
        this(
                outbound,
                door,
                messageId,
                fromName,
                fromAddress,
                replyAddress,
                to,
                toName,
                subject,
                text,
                html,
                attachments,
                inReplyTo,
                automatic,
                Optional.empty(),
                writtenAt);
    }
}
