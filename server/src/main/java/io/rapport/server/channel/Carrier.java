package io.rapport.server.channel;

import io.rapport.server.vocabulary.Channel;

/// Takes parcels to the far side of one channel. Implemented by an adapter, called by the outbox, from several
/// threads.
public interface Carrier {

    Channel channel();

    /// Tries once, within a minute. Never throws for what the far side says or does.
    Delivery carry(Parcel parcel);
}
