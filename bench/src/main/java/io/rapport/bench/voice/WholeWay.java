package io.rapport.bench.voice;

import io.rapport.bench.Bench;
import io.rapport.bench.Consumed;
import io.rapport.bench.Pace;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Twenty-five customers a second call an installation with twenty agents: each is kept with customer and promise, is
/// offered to the agents, and hangs up when an agent's desktop has been told who it is. A call has failed that was
/// refused, was at nobody's desktop within ten seconds, or is not among those that are owed a call afterwards.
final class WholeWay {
    private static final int PER_SECOND = 25;
    private static final int AGENTS = 20;
    private static final int PATIENCE_SECONDS = 10;

    private WholeWay() {}

    /// @param offerP50Millis from before INVITE leaves until an agent's desktop knows who calls
    /// @param used cores
    record Outcome(
            int calls, double perSecond, int failed, double offerP50Millis, double offerP99Millis, Consumed used) {}

    static Outcome run(Bench.Options options) throws Exception {
        Random random = new Random(options.seed());
        try (House house = new House(options, random)) {
            house.seat(house.hire(AGENTS));
            Map<String, Long> offered = new ConcurrentHashMap<>();
            Map<String, Semaphore> awaited = new ConcurrentHashMap<>();
            house.seats.forEach(seat -> seat.onRing((call, number) -> {
                if (offered.putIfAbsent(number, System.nanoTime()) == null) {
                    Optional.ofNullable(awaited.get(number)).ifPresent(Semaphore::release);
                }
            }));
            try (Customers customers = new Customers(house.installation.sip(), house.air, house::stranger)) {
                // A server that has just started is not what customers call all day.
                new Run(customers, offered, awaited, random).calls(PER_SECOND * options.by(10, 30, 60), 0);
                Consumed before = house.installation.consumed();
                long begun = System.nanoTime();
                Run run = new Run(customers, offered, awaited, random);
                int calls = PER_SECOND * options.by(10, 60, 300);
                run.calls(calls, 100_000);
                double lasted = (System.nanoTime() - begun) / 1e9;
                Consumed used = house.installation.consumed().since(before);
                int owed = owed(house, calls);
                return new Outcome(
                        calls,
                        calls / lasted,
                        run.failed.size() + calls - owed,
                        Pace.percentile(run.millis, 0.5),
                        Pace.percentile(run.millis, 0.99),
                        new Consumed(used.server() / lasted, used.database() / lasted));
            }
        }
    }

    private static final class Run {
        private final Customers customers;
        private final Map<String, Long> offered;
        private final Map<String, Semaphore> awaited;
        private final Random random;
        private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());
        private final List<String> failed = Collections.synchronizedList(new ArrayList<>());

        Run(Customers customers, Map<String, Long> offered, Map<String, Semaphore> awaited, Random random) {
            this.customers = customers;
            this.offered = offered;
            this.awaited = awaited;
            this.random = random;
        }

        /// @param first number of the first caller
        void calls(int calls, int first) throws InterruptedException {
            long begun = System.nanoTime();
            try (ExecutorService telephones = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int n = 0; n < calls; n++) {
                    TimeUnit.NANOSECONDS.sleep(begun + n * 1_000_000_000L / PER_SECOND - System.nanoTime());
                    String from = "+44117" + (6_000_000 + first + n);
                    telephones.submit(() -> once(from));
                }
            }
            failed.stream().limit(5).forEach(why -> Bench.say("failed: %s", why));
        }

        private void once(String from) {
            Semaphore told = new Semaphore(0);
            awaited.put(from, told);
            try {
                long began = System.nanoTime();
                Customers.Talk talk = customers.call(from, 1_000, random);
                if (!told.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        || !talk.rings.get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    failed.add(from + " is at nobody's desktop");
                }
                millis.add((offered.getOrDefault(from, System.nanoTime()) - began) / 1e6);
                talk.hangUp();
                talk.over.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (IOException | java.util.concurrent.ExecutionException | TimeoutException odd) {
                failed.add(from + ": " + odd);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// How many of the measured callers are customers who are owed a call; waits until what follows a call is written.
    private static int owed(House house, int calls) throws SQLException, IOException, InterruptedException {
        int owed = 0;
        for (int look = 0; look < PATIENCE_SECONDS && owed < calls; look++) {
            try (Connection database = house.installation.database();
                    Statement statement = database.createStatement();
                    ResultSet found = statement.executeQuery("""
                            select count(distinct c.customer)
                              from call c
                              join promise p on p.id = c.promise and p.customer = c.customer
                              join customer_contact_point l on l.customer = c.customer
                              join contact_point n on n.id = l.contact_point
                             where c.state = 'MISSED' and p.state = 'OPEN' and p.call_first and n.value like '+441176%'
                               and n.value >= '+441176100000'
                            """)) {
                found.next();
                owed = found.getInt(1);
            }
            if (owed < calls) {
                TimeUnit.SECONDS.sleep(1);
            }
        }
        return owed;
    }
}
