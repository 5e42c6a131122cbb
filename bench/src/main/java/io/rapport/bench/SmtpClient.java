package io.rapport.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A mail server's sending side over one connection, as plain as RFC 5321 allows.
final class SmtpClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    SmtpClient(int port) throws IOException {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_000);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            expect("220");
            say("EHLO bench.example");
            expect("250");
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    /// Sends one mail.
    ///
    /// @return the answer to its last byte: `250 …` means acknowledged
    String send(String from, String to, byte[] mail) throws IOException {
        say("MAIL FROM:<" + from + ">");
        expect("250");
        say("RCPT TO:<" + to + ">");
        expect("250");
        say("DATA");
        expect("354");
        writeStuffed(mail);
        out.write("\r\n.\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return answer();
    }

    /// Line ends made CRLF, dots at a line's start doubled (RFC 5321 section 4.5.2).
    private void writeStuffed(byte[] mail) throws IOException {
        boolean lineStart = true;
        for (int i = 0; i < mail.length; i++) {
            byte b = mail[i];
            if (b == '\r') {
                continue;
            }
            if (b == '\n') {
                out.write('\r');
                out.write('\n');
                lineStart = true;
                continue;
            }
            if (lineStart && b == '.') {
                out.write('.');
            }
            out.write(b == 0 ? '?' : b);
            lineStart = false;
        }
    }

    private void say(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void expect(String code) throws IOException {
        String answer = answer();
        if (!answer.startsWith(code)) {
            throw new IOException("expected " + code + ", heard " + answer);
        }
    }

    private String answer() throws IOException {
        while (true) {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the server hung up");
                }
                line.append((char) c);
            }
            if (line.length() < 4 || line.charAt(3) != '-') {
                return line.toString().strip();
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
