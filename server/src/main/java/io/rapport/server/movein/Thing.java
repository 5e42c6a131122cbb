package io.rapport.server.movein;

import io.rapport.server.vocabulary.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What every source is read into, each by its number there.
sealed interface Thing {
    String ref();

    /// Somebody of that system: a customer or one of its agents.
    ///
    /// @param organisation its name, or its number as [#numbered] writes it; empty: none
    /// @param standing null: the source does not tell
    record Person(
            String ref,
            String name,
            String email,
            String phone,
            String organisation,
            @Nullable Standing standing) implements Thing {
        private static final String ORGANISATION = "organisation ";

        /// An organisation, which stands among the people under a number of its own.
        static Person organisation(String ref, String name) {
            return new Person(numbered(ref), name, "", "", "", null);
        }

        static String numbered(String organisation) {
            return organisation.isBlank() ? "" : ORGANISATION + organisation;
        }

        boolean namesOrganisationByNumber() {
            return organisation.startsWith(ORGANISATION);
        }
    }

    /// A conversation.
    ///
    /// @param person whose it is, by the number of a [Person]; empty: by `email`
    /// @param open whether it was not closed there
    record Conversation(String ref, String subject, String person, String email, String name, boolean open)
            implements Thing {}

    /// One thing said in a conversation.
    ///
    /// @param author by the number of a [Person]; empty: by `authorEmail` and `authorName`
    /// @param html as it was there, not cleaned; empty: `text` is all
    /// @param messageId of a mail (RFC 5322), without brackets; empty: none
    /// @param files names of files that stayed behind
    record Message(
            String ref,
            String thread,
            Instant at,
            Way way,
            Channel channel,
            String author,
            String authorEmail,
            String authorName,
            String subject,
            String text,
            String html,
            String messageId,
            List<String> files)
            implements Thing {

        private static final String STOPGAP = "description ";

        /// What stands for the messages of a conversation until these are at hand.
        static String stopgap(String thread) {
            return STOPGAP + thread;
        }

        boolean standsIn() {
            return ref.equals(stopgap(thread));
        }

        Message going(Way other) {
            return new Message(
                    ref,
                    thread,
                    at,
                    other,
                    channel,
                    author,
                    authorEmail,
                    authorName,
                    subject,
                    text,
                    html,
                    messageId,
                    files);
        }
    }

    /// On which side of the desk somebody was.
    enum Standing {
        CUSTOMER,
        STAFF
    }

    /// From whom to whom.
    enum Way {
        INBOUND,
        OUTBOUND,
        /// Whoever wrote it tells, once everybody is known: the conversation's customer or another one, or one of us.
        BY_AUTHOR,
        /// For colleagues alone.
        NOTE
    }

    /// Takes what a source says, in any order.
    interface Sink {
        /// @param raw the bytes of a mail that is read again when it is taken
        void add(Thing thing, byte @Nullable [] raw);

        default void add(Thing thing) {
            add(thing, null);
        }

        /// @param what its place in the source, never words of it
        void refuse(String what, String reason);

        /// Counts one of many that are left out for the same reason: the report has one line for all of them.
        ///
        /// @param kind in the plural, as the source calls it
        void leave(String kind, String reason);

        /// In which thread a message of that number stands, if it was added.
        Optional<String> threadOf(String message);
    }
}
