package io.rapport.server.voice;

import io.rapport.media.sip.Uri;
import io.rapport.media.sip.call.ReferWatcher;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;

/// How the customer's side of a call is told what becomes of it, and what it tells: by SIP, or by the page from which
/// they call. Nothing here blocks. Thread-safe.
interface FarEnd {

    /// Who hears that they answered or ended it; at once if it has ended already.
    void listen(Consumer<CallNews> to);

    /// It rings at us.
    void ring();

    /// It can't be taken.
    ///
    /// @param status as of SIP, 400 to 699
    void refuse(int status);

    /// One of us, or a machine of ours, answers; nothing where that was so already.
    void accept();

    void hangUp();

    /// From where their signalling comes; empty where it is not by SIP.
    default Optional<InetAddress> remote() {
        return Optional.empty();
    }

    /// Asks whoever brought the call to connect it elsewhere (RFC 3515).
    ///
    /// @return whether they can be asked
    default boolean refer(Uri to, ReferWatcher watcher) {
        return false;
    }

    /// How the call stands from now on, for who shows it. Called under the switchboard's lock.
    default void stands(CallState state) {}

    /// Nothing has come from their line for a while; some telephones send nothing while nobody speaks.
    default void silent() {}

    /// They have closed their line.
    default void left() {}
}
