package io.rapport.media.sip.transport;

import io.rapport.media.sip.transaction.Flow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One TCP or TLS port, and the connections that came to it or were made from it. Each connection is read by a virtual
/// thread. TLS is 1.2 and 1.3.
public final class StreamSocket implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StreamSocket.class);
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private static final int MOST_CONNECTIONS = 2_000;
    private static final int MOST_OF_ONE = 100;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int BACKLOG = 200;

    private final ServerSocket server;
    private final Optional<SSLContext> tls;
    private final InetSocketAddress bound;
    private final String advertised;
    private final Inbound inbound;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Map<InetAddress, Integer> ofOne = new HashMap<>();
    private volatile boolean open = true;

    /// @param tls keys and trust; empty: plain TCP
    /// @throws IOException where the port can't be had
    public StreamSocket(InetSocketAddress address, String publicHost, Optional<SSLContext> tls, Inbound inbound)
            throws IOException {
        this.tls = tls;
        this.inbound = inbound;
        this.server = tls.isPresent() ? tls.get().getServerSocketFactory().createServerSocket() : new ServerSocket();
        if (server instanceof SSLServerSocket secure) {
            secure.setEnabledProtocols(VERSIONS);
        }
        try {
            server.setReuseAddress(true);
            server.bind(address, BACKLOG);
        } catch (IOException taken) {
            server.close();
            throw taken;
        }
        this.bound = (InetSocketAddress) server.getLocalSocketAddress();
        this.advertised = Hosts.advertised(publicHost, bound);
        Thread.ofVirtual().name("sip-accept-" + bound.getPort()).start(this::accept);
    }

    public InetSocketAddress bound() {
        return bound;
    }

    /// A connection to somebody: one that is there, or a new one, which takes up to five seconds. By TLS the far side
    /// must show a certificate for that host.
    ///
    /// @param host its name or address, as the certificate has it
    /// @throws IOException where it can't be reached or isn't who it should be
    public Flow to(String host, InetSocketAddress remote) throws IOException {
        Optional<Connection> known = connections.stream()
                .filter(connection -> connection.goesTo(host, remote))
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        Socket socket = new Socket();
        try {
            socket.connect(remote, CONNECT_MILLIS);
            if (tls.isPresent()) {
                socket = secured(socket, host, remote.getPort());
            }
            return begin(socket, host);
        } catch (IOException unreachable) {
            socket.close();
            throw unreachable;
        }
    }

    private Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) tls.orElseThrow().getSocketFactory().createSocket(plain, host, port, true);
        socket.setEnabledProtocols(VERSIONS);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(CONNECT_MILLIS);
        socket.startHandshake();
        return socket;
    }

    private void accept() {
        while (open) {
            try {
                Socket socket = server.accept();
                if (!inbound.welcomes(socket.getInetAddress()) || !admit(socket.getInetAddress())) {
                    socket.close();
                    continue;
                }
                begin(socket, "");
            } catch (IOException failed) {
                if (open) {
                    log.debug("sip accept port={} cause={}", bound.getPort(), failed.toString());
                }
            }
        }
    }

    private boolean admit(InetAddress remote) {
        synchronized (ofOne) {
            int those = ofOne.getOrDefault(remote, 0);
            return connections.size() < MOST_CONNECTIONS && those < MOST_OF_ONE;
        }
    }

    private Connection begin(Socket socket, String host) throws IOException {
        Connection connection = new Connection(socket, tls.isPresent() ? "TLS" : "TCP", host, advertised, inbound);
        connections.add(connection);
        count(connection, 1);
        connection.start(() -> {
            connections.remove(connection);
            count(connection, -1);
        });
        return connection;
    }

    private void count(Connection connection, int more) {
        synchronized (ofOne) {
            ofOne.merge(connection.remote().getAddress(), more, Integer::sum);
            ofOne.values().removeIf(count -> count <= 0);
        }
    }

    /// How many connections there are.
    public int connections() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        open = false;
        server.close();
        connections.forEach(Connection::close);
    }
}
