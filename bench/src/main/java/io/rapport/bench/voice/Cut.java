package io.rapport.bench.voice;

import io.rapport.bench.Bench;
import io.rapport.bench.DeskClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// kill -9 in mid-call, again and again: of the callers some speak with an agent, some wait, some leave a message.
/// After
/// each start everyone who was cut off must be owed a call within five minutes, once, and be shown to the team before
/// all others.
public final class Cut {
    private static final int AGENTS = 6;
    private static final int WAITING = 6;
    private static final int MESSAGES = 3;
    private static final int PATIENCE_SECONDS = 30;
    private static final int MOST_MINUTES = 5;
    private static final Pattern CUSTOMER = Pattern.compile("\"customer\":\\{\"id\":\"(\\d+)\"");

    private Cut() {}

    /// @param owed within five minutes, once
    /// @param first among those whom the team is shown first
    private record Outcome(int cut, int owed, int first) {}

    public static void run(Bench.Options options) throws Exception {
        Bench.say("load average %s", Files.readString(Path.of("/proc/loadavg")).strip());
        int kills = options.by(2, 6, 6);
        Random random = new Random(options.seed());
        List<Outcome> outcomes = new ArrayList<>();
        try (House house = new House(options, random)) {
            List<DeskClient> agents = house.hire(AGENTS);
            Set<String> all = new HashSet<>();
            for (int kill = 0; kill < kills; kill++) {
                house.seat(agents);
                Set<String> callers = once(house, kill, random);
                Set<String> owed = owed(house, callers);
                all.addAll(owed);
                Outcome outcome = new Outcome(callers.size(), owed.size(), shown(agents.getFirst(), all, owed));
                Bench.say(
                        "%d cut off, %d owed a call at once, %d shown first",
                        outcome.cut(), outcome.owed(), outcome.first());
                outcomes.add(outcome);
                house.seats.clear();
            }
        }
        int cut = outcomes.stream().mapToInt(Outcome::cut).sum();
        System.out.printf(
                Locale.ROOT,
                "{\"benchmark\":\"cut\",\"kills\":%d,\"cut\":%d,\"notOwed\":%d,\"notFirst\":%d,\"seed\":%d}%n",
                kills,
                cut,
                cut - outcomes.stream().mapToInt(Outcome::owed).sum(),
                cut - outcomes.stream().mapToInt(Outcome::first).sum(),
                options.seed());
    }

    /// @return the callers who were cut off
    private static Set<String> once(House house, int round, Random random) throws Exception {
        Set<String> callers = new HashSet<>();
        Map<String, CompletableFuture<String>> rings = new ConcurrentHashMap<>();
        try (Customers customers = new Customers(house.installation.sip(), house.air, from -> {})) {
            List<Customers.Talk> talks = new ArrayList<>();
            String prefix = "+44117" + (8_000 + round);
            for (int i = 0; i < AGENTS + WAITING + MESSAGES; i++) {
                String from = prefix + (100 + i);
                callers.add(from);
                rings.put(from, new CompletableFuture<>());
            }
            house.seats.forEach(seat -> seat.onRing((call, number) -> {
                Optional.ofNullable(rings.get(number)).ifPresent(ring -> ring.complete(call));
            }));
            // Who leaves a message has waited for long.
            for (int i = AGENTS + WAITING; i < AGENTS + WAITING + MESSAGES; i++) {
                talks.add(customers.call(prefix + (100 + i), 1_000 + i, random));
            }
            for (Customers.Talk talk : talks) {
                talk.up.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            for (int i = 0; i < AGENTS; i++) {
                String from = prefix + (100 + i);
                Customers.Talk talk = customers.call(from, 1_000 + i, random);
                house.seats
                        .get(i)
                        .does(
                                rings.computeIfAbsent(from, any -> new CompletableFuture<>())
                                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS),
                                "answer");
                talk.up.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            for (int i = AGENTS; i < AGENTS + WAITING; i++) {
                Customers.Talk talk = customers.call(prefix + (100 + i), 1_000 + i, random);
                talk.rings.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(2_000));
            house.installation.killServer();
            house.seats.forEach(seat -> {
                seat.leave();
                house.air.remove(seat.browser);
            });
        }
        Bench.say("killed in mid-call; ready again after %.1f s", house.start());
        return callers;
    }

    /// How many of these the team is shown before anyone who was not cut off.
    ///
    /// @param all those of earlier times too
    private static int shown(DeskClient agent, Set<String> all, Set<String> owed) throws Exception {
        Matcher customer = CUSTOMER.matcher(agent.text("/api/promises?view=CALL_FIRST&limit=100"));
        Set<String> first = new HashSet<>();
        while (first.size() < all.size() && customer.find()) {
            first.add(customer.group(1));
        }
        first.retainAll(owed);
        return first.size();
    }

    /// Customers of these numbers who are owed one call within five minutes, and whose calls have all ended.
    private static Set<String> owed(House house, Set<String> callers)
            throws SQLException, java.io.IOException, InterruptedException, TimeoutException {
        Set<String> owed = new HashSet<>();
        try (Connection database = house.installation.database();
                var query = database.prepareStatement("""
                        select c.customer
                          from call c
                          join interaction i on i.id = c.interaction
                          join contact_point n on n.id = i.contact_point
                          join promise p on p.customer = c.customer and p.state = 'OPEN' and p.call_first
                                        and p.deadline <= now() + make_interval(mins => ?)
                         where n.value = any(?) and c.state = 'CUT' and c.ended is not null
                         group by c.customer having count(*) = 1
                        """)) {
            query.setInt(1, MOST_MINUTES);
            query.setArray(2, database.createArrayOf("text", callers.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    owed.add(row.getString(1));
                }
            }
        }
        return owed;
    }
}
