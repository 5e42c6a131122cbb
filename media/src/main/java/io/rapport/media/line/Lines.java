package io.rapport.media.line;

import io.rapport.media.dtls.DtlsIdentity;
import io.rapport.media.mailbox.Mailbox;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/// All lines of this end. Thread-safe.
public final class Lines implements AutoCloseable {
    private final LineSettings settings;
    private final MediaLoop loop;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final DtlsIdentity identity = DtlsIdentity.fresh();

    /// @throws IOException where the machine gives no way to read packets
    public Lines(LineSettings settings) throws IOException {
        this.settings = settings;
        this.loop = new MediaLoop("media");
        settings.codings().forEach(coding -> threads.execute(coding::warm));
    }

    /// A line to a telephone.
    ///
    /// @param mayTalkTo addresses that sound may go to and come from; it must be quick
    /// @throws IOException where no port is free
    public PhoneLine phone(Predicate<InetAddress> mayTalkTo) throws IOException {
        return new PhoneLine(
                loop, new Mailbox(threads), settings, mayTalkTo, Optional.empty(), MediaSocket.pair(settings));
    }

    /// A line to a telephone that may stand behind a router and not know its own address: sound goes to this one,
    /// whatever the telephone says of itself, until some comes from elsewhere.
    ///
    /// @param mayTalkTo from where it may come besides; it must be quick
    /// @throws IOException where no port is free
    public PhoneLine phoneAt(InetAddress address, Predicate<InetAddress> mayTalkTo) throws IOException {
        return new PhoneLine(
                loop,
                new Mailbox(threads),
                settings,
                from -> from.equals(address) || mayTalkTo.test(from),
                Optional.of(address),
                MediaSocket.pair(settings));
    }

    /// A line to a browser.
    ///
    /// @throws IOException where no port is free
    public BrowserLine browser() throws IOException {
        return new BrowserLine(loop, new Mailbox(threads), settings, identity, MediaSocket.one(settings));
    }

    /// A tape that runs when it is told to.
    public Tape tape(Tape.Keeper keeper) {
        return new Tape(loop, new Mailbox(threads), keeper);
    }

    /// A place in which lines hear each other.
    public Room room() {
        return new Room(loop, new Mailbox(threads));
    }

    @Override
    public void close() {
        loop.close();
        threads.shutdownNow();
    }
}
