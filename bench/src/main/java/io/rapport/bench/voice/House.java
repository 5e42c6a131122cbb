package io.rapport.bench.voice;

import io.rapport.bench.Bench;
import io.rapport.bench.DeskClient;
import io.rapport.bench.Installation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// An installation with a team that is always open, the team's number, and agents at their desks whose browsers are
/// connected to the telephone.
final class House implements AutoCloseable {
    static final String NUMBER = "+441632960100";
    private static final String DOMAIN = "brightline.example";
    private static final Pattern LINK = Pattern.compile("\"link\":\"[^\"]*/setup/([^\"]+)\"");
    private static final Pattern ID = Pattern.compile("\"id\":\"(\\d+)\"");
    private static final Duration READY = Duration.ofMinutes(3);

    final Installation installation;
    final Air air = new Air();
    final List<Seat> seats = new ArrayList<>();
    private final HttpClient http = DeskClient.http();
    private final AtomicLong wrongParty = new AtomicLong();
    private final Random random;

    /// Starts a new installation; nobody is in yet.
    House(Bench.Options options, Random random) throws IOException, InterruptedException {
        this.random = random;
        installation = new Installation(
                options.program(), "--rapport.voice.most-calls=2000", "--rapport.voice.ringing.longest=8s");
        start();
    }

    /// Starts the server, the first time or again.
    ///
    /// @return seconds until it was ready
    double start() throws IOException, InterruptedException {
        long launched = System.nanoTime();
        installation.launch();
        return installation.awaitReady(launched, READY);
    }

    /// Makes the team, its number and so many agents, who are signed in.
    List<DeskClient> hire(int agents) throws IOException, InterruptedException {
        DeskClient administrator = new DeskClient(installation.url(), "admin@" + DOMAIN);
        String allWeek = IntStream.rangeClosed(1, 7)
                .mapToObj(day -> "{\"day\":" + day + ",\"from\":\"00:00\",\"to\":\"24:00\"}")
                .collect(Collectors.joining(",", "[", "]"));
        String team = id(administrator.post("/api/admin/teams", """
                {"name":"Always open","place":"","zone":"Europe/London","address":"always@%s","welcome":"",
                 "fallback":false,"answerWithinMinutes":240,"calendar":{"slots":%s,"holidays":[]}}
                """.formatted(DOMAIN, allWeek)));
        administrator.post("/api/admin/doors", """
                {"channel":"PHONE","name":"Always open","address":"%s","team":"%s","enabled":true}
                """.formatted(NUMBER, team));
        List<DeskClient> hired = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            String name = "phone" + i + "@" + DOMAIN;
            Matcher link = LINK.matcher(administrator.post("/api/admin/agents", """
                            {"firstName":"Agent","lastName":"%d","name":"%s","team":"%s","role":"AGENT","lead":false,
                             "enabled":true}
                            """.formatted(i, name, team)));
            if (!link.find()) {
                throw new IOException("a new agent has no link");
            }
            hired.add(DeskClient.byLink(installation.url(), http, link.group(1)));
        }
        return hired;
    }

    /// They say that they are there, and their browsers connect.
    void seat(List<DeskClient> hired) throws IOException, InterruptedException {
        for (DeskClient desk : hired) {
            seats.add(new Seat(desk, seats.size(), air, this::stranger, random));
        }
    }

    /// Somebody hears sound that is not from whom it should be; music and announcements are from nobody.
    void stranger(int from) {
        if (from != End.NOBODY) {
            wrongParty.incrementAndGet();
        }
    }

    /// Packets that were heard by somebody for whom they were not.
    long wrongParty() {
        return wrongParty.get();
    }

    private static String id(String body) throws IOException {
        Matcher id = ID.matcher(body);
        if (!id.find()) {
            throw new IOException("no id in " + body);
        }
        return id.group(1);
    }

    @Override
    public void close() throws IOException {
        air.close();
        installation.close();
    }
}
