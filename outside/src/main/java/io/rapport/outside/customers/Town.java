package io.rapport.outside.customers;

import io.rapport.outside.mail.SmtpSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the people live: from here they reach the company, and its mail reaches them. Thread-safe.
public final class Town {
    /// By which name the mail server in front of the company signs what it found out about senders.
    public static final String AUTHSERV_ID = "mx.brightline.example";

    public static final String COMPANY = "brightline.example";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern STAMP = Pattern.compile("name=\"stamp\" value=\"([^\"]+)\"");

    private final int smtpPort;
    private final String url;
    private final SmtpSink mailboxes;
    private final Duration typing;
    private final HttpClient browser =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /// @param smtpPort of the company, on the loopback address
    /// @param url of its pages, without a slash at the end
    /// @param mailboxes where the company's mail to people ends
    /// @param typing how long they take to fill in a form
    public Town(int smtpPort, String url, SmtpSink mailboxes, Duration typing) {
        this.smtpPort = smtpPort;
        this.url = url;
        this.mailboxes = mailboxes;
        this.typing = typing;
    }

    /// Sends a mail as the mail server in front of the company does, and returns when it was acknowledged.
    void post(Mail mail) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", smtpPort), (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            expect(in, "220");
            say(out, in, "EHLO " + AUTHSERV_ID, "250");
            say(out, in, "MAIL FROM:<" + mail.returnPath() + ">", "250");
            say(out, in, "RCPT TO:<" + mail.to() + ">", "250");
            say(out, in, "DATA", "354");
            out.write(stuffed(mail.bytes()));
            say(out, in, "\r\n.", "250");
            say(out, in, "QUIT", "221");
        }
    }

    private static void say(OutputStream out, BufferedReader in, String line, String code) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        expect(in, code);
    }

    private static void expect(BufferedReader in, String code) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IOException("expected " + code + ", the company said " + line);
        }
    }

    /// A dot in front of each line that begins with one (RFC 5321 section 4.5.2).
    private static byte[] stuffed(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace("\r\n.", "\r\n..").getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Opens the company's form, fills it in and sends it.
    ///
    /// @return the page that thanks
    String fillIn(Person person, String topic, String message) throws IOException, InterruptedException {
        String form = url + "/form/contact";
        HttpResponse<String> page = browser.send(
                HttpRequest.newBuilder(URI.create(form)).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofString());
        Matcher stamp = STAMP.matcher(page.body());
        if (!stamp.find()) {
            throw new IOException("the form answered " + page.statusCode() + " without a stamp");
        }
        Thread.sleep(typing);
        String boundary = "b" + UUID.randomUUID();
        StringBuilder body = new StringBuilder();
        Map.of(
                        "name",
                        person.name(),
                        "email",
                        person.address(),
                        "topic",
                        topic,
                        "message",
                        message,
                        "website",
                        "",
                        "stamp",
                        stamp.group(1))
                .forEach((name, value) -> body.append("--")
                        .append(boundary)
                        .append("\r\nContent-Disposition: form-data; name=\"")
                        .append(name)
                        .append("\"\r\n\r\n")
                        .append(value)
                        .append("\r\n"));
        body.append("--").append(boundary).append("--\r\n");
        HttpResponse<String> thanks = browser.send(
                HttpRequest.newBuilder(URI.create(form))
                        .timeout(PATIENCE)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (thanks.statusCode() != 200) {
            throw new IOException("the form answered " + thanks.statusCode());
        }
        return thanks.body();
    }

    /// Waits for a person's answer; a receipt is none.
    SmtpSink.Received answerTo(Person person, Duration limit) throws InterruptedException {
        return mailboxes.await(m -> m.recipient().equals(person.address()) && !isAutomatic(m), limit);
    }

    /// Waits for the receipt.
    SmtpSink.Received receiptTo(Person person, Duration limit) throws InterruptedException {
        return mailboxes.await(m -> m.recipient().equals(person.address()) && isAutomatic(m), limit);
    }

    private static boolean isAutomatic(SmtpSink.Received mail) {
        return !mail.header("Auto-Submitted").isEmpty();
    }
}
