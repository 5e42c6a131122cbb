package io.rapport.media.dtls;

import java.util.Optional;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for one far side to shake hands, and stays for what it may send again. Thread-safe.
public final class DtlsServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DtlsServer.class);
    private static final int LOOK_MILLIS = 1_000;

    private final DtlsPipe pipe;
    private volatile boolean closed;
    private volatile Optional<DTLSTransport> transport = Optional.empty();

    /// Hears how it went, on a thread of the handshake.
    public interface Outcome {
        void agreed(SrtpAgreed keys);

        /// No handshake, or with somebody else than the description named.
        void failed(String why);

        /// The far side says that it goes.
        void ended();
    }

    /// @param theirFingerprint of the certificate that they described: `AB:CD:…`, of SHA-256
    /// @param out sends one packet to them
    public DtlsServer(DtlsIdentity ours, String theirFingerprint, Consumer<byte[]> out, Outcome outcome) {
        this.pipe = new DtlsPipe(out);
        Thread.ofVirtual().name("dtls").start(() -> run(new SrtpServer(ours, theirFingerprint), outcome));
    }

    /// A packet of theirs.
    ///
    /// @param packet handed over: nobody writes to it any more
    public void came(byte[] packet) {
        pipe.came(packet);
    }

    private void run(SrtpServer server, Outcome outcome) {
        DTLSTransport made;
        try {
            made = new DTLSServerProtocol().accept(server, pipe);
            transport = Optional.of(made);
        } catch (java.io.IOException | RuntimeException wrong) {
            if (!closed) {
                log.debug("dtls handshake failed", wrong);
                outcome.failed(String.valueOf(wrong.getMessage()));
            }
            return;
        }
        server.agreed().ifPresentOrElse(outcome::agreed, () -> outcome.failed("no keys for sound agreed"));
        try {
            byte[] nothing = new byte[2_048];
            while (pipe.isOpen()) {
                // Nothing is said by it; but our last words may have been lost, and they tell when they go.
                made.receive(nothing, 0, nothing.length, LOOK_MILLIS);
                if (server.isEnded()) {
                    outcome.ended();
                    return;
                }
            }
        } catch (java.io.IOException gone) {
            if (!closed) {
                log.debug("dtls ended", gone);
                outcome.ended();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        // They hear at once that it is over, and not only that nothing comes any more.
        transport.ifPresent(DtlsServer::sayGoodbye);
        pipe.close();
    }

    private static void sayGoodbye(DTLSTransport transport) {
        try {
            transport.close();
        } catch (java.io.IOException gone) {
            log.debug("dtls goodbye not said", gone);
        }
    }

    static BcTlsCrypto crypto() {
        return new BcTlsCrypto(new java.security.SecureRandom());
    }
}
