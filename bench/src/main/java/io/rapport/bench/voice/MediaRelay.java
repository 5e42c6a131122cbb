package io.rapport.bench.voice;

import java.io.IOException;

/// Who passes sound on between two ends: our lines, or the peer. A process of its own.
interface MediaRelay extends AutoCloseable {
    /// Joins two telephones in one call.
    void join(Phone one, Phone other) throws IOException;

    /// Joins a telephone and a browser in one call; the browser still has to connect.
    void bridge(Phone phone, Browser browser) throws IOException;

    /// Ends all calls.
    void clear() throws IOException;

    long pid();

    @Override
    void close();
}
