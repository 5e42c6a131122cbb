package io.rapport.bench.voice;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/// Our lines, in a process of their own.
final class Ours implements MediaRelay {
    private final File log = File.createTempFile("lines", ".log");
    private final Process process;
    private final Writer out;
    private final BufferedReader in;

    Ours(int core) throws IOException {
        process = Cores.startOurs(core, log, OurLines.class);
        out = process.outputWriter(StandardCharsets.US_ASCII);
        in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    @Override
    public void join(Phone one, Phone other) throws IOException {
        String[] answers = ask("join " + encoded(one.describe()) + " " + encoded(other.describe()))
                .split(" ");
        one.answered(decoded(answers[0]));
        other.answered(decoded(answers[1]));
    }

    @Override
    public void bridge(Phone phone, Browser browser) throws IOException {
        String[] answers = ask("bridge " + encoded(phone.describe()) + " " + encoded(browser.offer()))
                .split(" ");
        phone.answered(decoded(answers[0]));
        browser.answered(decoded(answers[1]));
    }

    @Override
    public void clear() throws IOException {
        ask("clear");
    }

    /// For how long its code has been compiled, in milliseconds.
    long compiledMillis() throws IOException {
        return Long.parseLong(ask("compiled"));
    }

    private String ask(String line) throws IOException {
        out.write(line + "\n");
        out.flush();
        String answer = in.readLine();
        if (answer == null) {
            throw new IOException("our lines have ended: " + Files.readString(log.toPath()));
        }
        return answer;
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        log.delete();
    }
}
