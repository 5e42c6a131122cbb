package io.rapport.outside.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A line between a browser and a server that can be cut and mended: it carries bytes as they are. While it is cut all
/// its connections are gone and new ones are closed at once. Listens on the loopback address.
public final class Line implements AutoCloseable {
    private final ServerSocket listener;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    /// @param port where the server listens on this machine
    public Line(int port) {
        this.port = port;
        try {
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        Thread.ofVirtual().name("line").start(this::listen);
    }

    /// At which the server is reached by this line.
    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    public void cut() {
        cut = true;
        sockets.forEach(Line::close);
    }

    public void mend() {
        cut = false;
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                Thread.ofVirtual().start(() -> carry(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void carry(Socket near) {
        Socket far = new Socket();
        sockets.add(near);
        sockets.add(far);
        try {
            if (cut) {
                return;
            }
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
            Thread back = Thread.ofVirtual().start(() -> copy(far, near));
            copy(near, far);
            back.join();
        } catch (IOException gone) {
            // Both ends are closed below.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            close(near);
            close(far);
            sockets.remove(near);
            sockets.remove(far);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException gone) {
            // The other direction ends with it.
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is.
        }
    }

    @Override
    public void close() {
        cut();
        try {
            listener.close();
        } catch (IOException gone) {
            // It is.
        }
    }
}
