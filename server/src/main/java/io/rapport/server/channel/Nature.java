package io.rapport.server.channel;

import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import java.util.List;
import java.util.Optional;

/// What kind of thing arrived. Decides whether somebody waits for an answer.
public sealed interface Nature {

    /// A person's words.
    record Written() implements Nature {}

    /// A machine answered by itself (RFC 3834): an absence notice, a ticket number of another system.
    record Automatic(String why) implements Nature {}

    /// A report on the fate of something we sent (RFC 3464, or a provider's own wording).
    ///
    /// @param messageId of the message reported on, without angle brackets, where the report names it
    /// @param recipient the address that could not be reached, where the report names it
    /// @param kind PERMANENT: will never arrive; TEMPORARY: still being tried or may be tried again; DELIVERED: a
    ///     positive report
    /// @param status the enhanced status code (RFC 3463) like `5.2.2`, or empty
    /// @param reason why, as one of a few words like `mailboxfull` or `userunknown`
    /// @param diagnostic what the far side said, at most 500 characters
    record Bounce(
            Optional<String> messageId,
            Optional<String> recipient,
            Kind kind,
            String status,
            String reason,
            String diagnostic)
            implements Nature {

        /// Whether it is final.
        public enum Kind {
            PERMANENT,
            TEMPORARY,
            DELIVERED
        }
    }

    /// Somebody whom a token of ours names said how it was; nobody else can have said it.
    ///
    /// @param records all records of the person, the one first whom we asked
    /// @param matter about which we asked; empty: about none
    /// @param contactPoint at which we asked; empty: at none
    /// @param expects whether somebody waits for us now
    record Voted(List<CustomerId> records, Optional<MatterId> matter, Optional<Long> contactPoint, Expects expects)
            implements Nature {

        public Voted {
            if (records.isEmpty()) {
                throw new IllegalArgumentException("a vote is somebody's");
            }
            records = List.copyOf(records);
        }

        /// What follows from a vote.
        public enum Expects {
            /// All is well: no matter is opened for it.
            NOTHING,
            /// Something is owed; what, is said by the [Inbox.Consequence] with which it is handed in.
            SOMETHING
        }
    }

    /// It could not be parsed; a person must look at the bytes.
    record Unreadable(String why) implements Nature {}
}
