package io.rapport.outside.customers;

import io.rapport.outside.mail.SmtpSink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.concurrent.Semaphore;

/// Customers of a running demo, at a humane pace: somebody comes on every three quarters of a minute or so, and those
/// who wait for an answer wait for an hour. Ends with the process that started it.
public final class Player {
    private static final Duration BETWEEN = Duration.ofSeconds(45);
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int AT_ONCE = 60;

    /// A day of a scenario takes a minute.
    private static final double PACE = 1 / 1_440.0;

    private Player() {}

    /// `DEMO-PID SMTP-PORT HTTP-PORT RELAY-PORT`: the process with which it ends; where the company takes mail, where
    /// its
    /// pages are, where it hands over its own.
    public static void main(String[] arguments) throws InterruptedException {
        ProcessHandle demo = ProcessHandle.of(Long.parseLong(arguments[0])).orElseThrow();
        demo.onExit().thenRun(() -> System.exit(0));
        int smtp = Integer.parseInt(arguments[1]);
        int http = Integer.parseInt(arguments[2]);
        SmtpSink mailboxes = new SmtpSink(Integer.parseInt(arguments[3]));
        Town town = new Town(smtp, "http://127.0.0.1:" + http, mailboxes, Duration.ofSeconds(8));
        while (!isOpen(http)) {
            Thread.sleep(LOOK);
        }
        Random random = new Random();
        People people = new People(random, System.currentTimeMillis() / 1_000 % 100_000_000 * 10);
        Scenario.Stage stage = new Scenario.Stage(town, people, PACE, PATIENCE);
        Semaphore room = new Semaphore(AT_ONCE);
        Scenario[] all = Scenario.values();
        while (true) {
            Scenario scenario = all[random.nextInt(all.length)];
            if (room.tryAcquire()) {
                Thread.ofVirtual().start(() -> play(scenario, stage, room));
            }
            Thread.sleep((long) (-Math.log(1 - random.nextDouble()) * BETWEEN.toMillis()));
        }
    }

    /// Whether the form opens: then the company's doors are there.
    private static boolean isOpen(int http) throws InterruptedException {
        HttpRequest form = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + "/form/contact"))
                .timeout(LOOK)
                .build();
        try (HttpClient browser = HttpClient.newHttpClient()) {
            return browser.send(form, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void play(Scenario scenario, Scenario.Stage stage, Semaphore room) {
        System.out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + "  somebody " + scenario.sentence());
        try {
            scenario.play(stage);
        } catch (IOException | AssertionError gaveUp) {
            System.out.println("  gave up: " + gaveUp.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            room.release();
        }
    }
}
