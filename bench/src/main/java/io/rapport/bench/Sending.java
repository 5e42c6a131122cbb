package io.rapport.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Several mail servers that hand in a list of letters and, as mail servers do, try again what was not
/// acknowledged.
final class Sending {
    private static final int TRIES = 2_000;
    private static final int PAUSE_MILLIS = 50;

    private final AtomicInteger sentTwice = new AtomicInteger();
    private final int port;
    private final int everyTwice;
    private final List<Letters.Letter> letters;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<Integer, String> refused = new ConcurrentHashMap<>();
    private final Map<Integer, Boolean> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Integer> putOff = new ConcurrentHashMap<>();

    Sending(int port, List<Letters.Letter> letters) {
        this(port, letters, 0);
    }

    /// @param everyTwice one mail in so many is handed in once more after its `250`, as by a sender who did not
    ///     hear it; 0: none is
    Sending(int port, List<Letters.Letter> letters, int everyTwice) {
        this.port = port;
        this.everyTwice = everyTwice;
        this.letters = letters;
    }

    /// Numbers of the mails that were acknowledged with `250`.
    Map<Integer, Boolean> acknowledged() {
        return acknowledged;
    }

    /// Numbers of the mails that were refused for good (5xx), with the answer.
    Map<Integer, String> refused() {
        return refused;
    }

    /// What was heard instead of a `250` or a `5xx`, and how often: the answer, or `closed`.
    Map<String, Integer> putOff() {
        return putOff;
    }

    /// How many were handed in again after their `250`.
    int sentTwice() {
        return sentTwice.get();
    }

    /// Hands everything in over `connections` connections; returns when each mail was acknowledged or refused.
    ///
    /// @return seconds it took
    double run(int connections) throws InterruptedException {
        long begun = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.ofPlatform().name("sender-" + i).start(this::work));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private void work() {
        SmtpClient[] open = new SmtpClient[1];
        try {
            for (int i = next.getAndIncrement(); i < letters.size(); i = next.getAndIncrement()) {
                handIn(letters.get(i), open);
            }
        } finally {
            hangUp(open);
        }
    }

    private void handIn(Letters.Letter letter, SmtpClient[] open) {
        String from = letter.sender().isEmpty() ? "odd@elsewhere.example" : letter.sender();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                if (open[0] == null) {
                    open[0] = new SmtpClient(port);
                }
                String answer = open[0].send(from, "support@" + Letters.DOMAIN, letter.bytes());
                if (answer.startsWith("250")) {
                    boolean firstTime = acknowledged.put(letter.id(), true) == null;
                    if (firstTime && everyTwice > 0 && letter.id() % everyTwice == 0) {
                        sentTwice.incrementAndGet();
                        continue;
                    }
                    return;
                }
                if (answer.startsWith("5")) {
                    refused.put(letter.id(), answer);
                    return;
                }
                putOff.merge(answer, 1, Integer::sum);
                pause();
            } catch (IOException away) {
                putOff.merge("closed", 1, Integer::sum);
                hangUp(open);
                pause();
            }
        }
        refused.put(letter.id(), "not taken after " + TRIES + " tries");
    }

    private static void hangUp(SmtpClient[] open) {
        try {
            if (open[0] != null) {
                open[0].close();
            }
        } catch (IOException alreadyGone) {
            // It is closed either way.
        }
        open[0] = null;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
