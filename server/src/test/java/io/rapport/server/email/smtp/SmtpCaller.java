package io.rapport.server.email.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A far side that speaks SMTP, well or badly, over a real socket.
final class SmtpCaller implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;

    SmtpCaller(int port) throws IOException {
        this(port, true);
    }

    SmtpCaller(int port, boolean awaitGreeting) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        if (awaitGreeting) {
            answer();
        }
    }

    void raw(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    String say(String command) throws IOException {
        raw(command + "\r\n");
        return answer();
    }

    String answer() throws IOException {
        StringBuilder whole = new StringBuilder();
        String line;
        while ((line = in.readLine()) != null) {
            whole.append(line).append('\n');
            if (line.length() < 4 || line.charAt(3) != '-') {
                break;
            }
        }
        return whole.toString();
    }

    boolean closed() throws IOException {
        return in.readLine() == null;
    }

    /// Sends a whole mail in a conversation of its own; the answer to its end.
    String deliver(String from, String mail, String... recipients) throws IOException {
        say("EHLO peer.example");
        say("MAIL FROM:<" + from + ">");
        for (String recipient : recipients) {
            say("RCPT TO:<" + recipient + ">");
        }
        say("DATA");
        raw(mail.replaceAll("(?<![^\\n])\\.", "..") + (mail.endsWith("\r\n") ? "" : "\r\n") + ".\r\n");
        return answer();
    }

    /// Sends one character at a time until the far side has had enough; its last words.
    String drip(String text, Duration pause) throws IOException, InterruptedException {
        for (char c : text.toCharArray()) {
            raw(String.valueOf(c));
            socket.setSoTimeout((int) pause.toMillis());
            try {
                String line = in.readLine();
                return line == null ? "" : line;
            } catch (java.net.SocketTimeoutException notYet) {
                continue;
            } catch (IOException gone) {
                return "";
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
