package io.rapport.server.channel;

import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import java.util.List;
import java.util.Optional;

/// Which mails we know by their Message-ID (RFC 5322 section 3.6.4), and in which matter each stands: what answers one
/// of them finds its way there. In the caller's transaction.
public final class KnownMessages {
    private final InboundStore store;

    KnownMessages(InboundStore store) {
        this.store = store;
    }

    /// Where a mail stands that one of these records wrote or got.
    public Optional<MatterId> matterOf(List<CustomerId> records, String messageId) {
        return records.stream()
                .flatMap(record -> store.matterOf(record, List.of(messageId)).stream())
                .findFirst();
    }

    public void remember(String messageId, CustomerId customer, MatterId matter) {
        store.rememberMessageId(messageId, customer, matter);
    }
}
