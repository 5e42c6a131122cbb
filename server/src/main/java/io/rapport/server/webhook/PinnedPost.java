package io.rapport.server.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Posts to the address that was checked and to no other (RFC 9112): no redirect is followed, and all of it has its
/// time.
/// Java's own client looks names up by itself, once more than we could check. Thread-safe.
final class PinnedPost {
    /// Characters of the answer that are kept.
    static final int KEPT = 500;
    /// Bytes of an answer that are read at the most.
    private static final int MAX_READ = 16 * 1024;

    private final Destination.Names names;
    private final Duration patience;

    PinnedPost(Destination.Names names, Duration patience) {
        this.names = names;
        this.patience = patience;
    }

    /// @param start how the body begins
    record Answer(int status, String start) {}

    /// @throws IOException with a sentence, when there is no answer in time
    Answer send(Destination to, Map<String, String> headers, String body) throws IOException {
        InetAddress address = to.resolved(names);
        try (Socket plain = new Socket()) {
            Thread watch = Thread.ofVirtual().start(() -> cut(plain));
            try {
                plain.connect(new InetSocketAddress(address, to.port()), (int) patience.toMillis() / 2);
                plain.setSoTimeout((int) patience.toMillis());
                Socket socket = to.tls() ? secure(plain, to) : plain;
                write(socket.getOutputStream(), to, headers, body.getBytes(StandardCharsets.UTF_8));
                return read(socket.getInputStream());
            } catch (IOException failure) {
                if (plain.isClosed()) {
                    throw new IOException(to.host() + " did not answer within " + patience.toSeconds() + " s", failure);
                }
                throw failure;
            } finally {
                watch.interrupt();
            }
        }
    }

    private void cut(Socket socket) {
        try {
            Thread.sleep(patience);
            socket.close();
        } catch (InterruptedException answered) {
            Thread.currentThread().interrupt();
        } catch (IOException closedAnyway) {
            // Nothing is left to cut.
            return;
        }
    }

    private static Socket secure(Socket plain, Destination to) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, to.host(), to.port(), false);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static void write(OutputStream out, Destination to, Map<String, String> headers, byte[] body)
            throws IOException {
        StringBuilder head = new StringBuilder("POST " + to.path() + " HTTP/1.1\r\nHost: " + to.hostHeader() + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\nConnection: close\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    private static Answer read(InputStream in) throws IOException {
        String text = new String(in.readNBytes(MAX_READ), StandardCharsets.UTF_8);
        int line = text.indexOf("\r\n");
        String first = line < 0 ? text : text.substring(0, line);
        if (!first.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
            throw new IOException("what came back is no HTTP");
        }
        int status = Integer.parseInt(first.substring(9, 12));
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        String body = end < 0 ? "" : text.substring(end + 4);
        if (head.toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding: chunked")) {
            int chunk = body.indexOf("\r\n");
            int next = chunk < 0 ? -1 : body.indexOf("\r\n", chunk + 2);
            body = chunk < 0 ? "" : body.substring(chunk + 2, next < 0 ? body.length() : next);
        }
        String shown = body.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
        return new Answer(status, shown.length() > KEPT ? shown.substring(0, KEPT) : shown);
    }
}
