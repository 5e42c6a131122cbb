package io.rapport.bench.voice;

import io.rapport.bench.Bench;
import io.rapport.bench.Pace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A day of 5,000 calls, in minutes: seven in ten speak with an agent for a second or two, two hang up while it rings,
/// one leaves a message. Customers call again and again, some of those whom nobody answered too. Beside them one call
/// lasts the whole day: its 720,000 packets of sound, those of four hours, go through in the same minutes.
///
/// What a customer's telephone lived through is held against what the house has written down: each call has the one end
/// that it had, whoever spoke with us is owed nothing for it, and whoever did not is owed a call. Nobody hears what was
/// for somebody else.
public final class Day {
    private static final int AGENTS = 40;
    private static final double PER_SECOND = 14;
    private static final int CUSTOMERS = 1_200;
    private static final int PATIENCE_SECONDS = 60;
    private static final int FIRST_NUMBER = 1_000;
    private static final int HELD = 200;
    private static final String LONG_CALLER = "+441178999999";
    private static final int UNDER_WAY = 100;
    private static final long WAY_NANOS = 300_000_000;

    private final Random random;
    private final House house;
    private final Customers customers;
    private final Map<String, Plan> plans = new ConcurrentHashMap<>();
    private final List<Double> audio = Collections.synchronizedList(new ArrayList<>());
    private final List<String> failed = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger numbers = new AtomicInteger(FIRST_NUMBER);
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();

    private enum Kind {
        SPEAKS,
        HANGS_UP,
        LEAVES_A_MESSAGE
    }

    /// One call that is under way.
    ///
    /// @param agentEnds who hangs up
    private record Plan(Kind kind, Customers.Talk talk, int millis, boolean agentEnds, AtomicBoolean taken) {}

    /// What a customer lived through in their last call, and how often each thing happened.
    private static final class Lived {
        private final Map<String, Kind> last = new ConcurrentHashMap<>();
        private final Map<Kind, AtomicInteger> count = new ConcurrentHashMap<>();

        void add(String from, Kind kind) {
            last.put(from, kind);
            count.computeIfAbsent(kind, k -> new AtomicInteger()).incrementAndGet();
        }

        int of(Kind kind) {
            return count.getOrDefault(kind, new AtomicInteger()).get();
        }
    }

    private final Lived lived = new Lived();

    private Day(House house, Customers customers, Random random) {
        this.house = house;
        this.customers = customers;
        this.random = random;
    }

    public static void run(Bench.Options options) throws Exception {
        Bench.say("load average %s", Files.readString(Path.of("/proc/loadavg")).strip());
        int calls = options.by(500, 5_000, 20_000);
        int packets = options.by(72_000, 720_000, 720_000);
        Random random = new Random(options.seed());
        try (House house = new House(options, random)) {
            house.seat(house.hire(AGENTS + 1));
            try (Customers customers = new Customers(house.installation.sip(), house.air, house::stranger)) {
                Day day = new Day(house, customers, random);
                double perCall = day.memoryPerCall();
                day.watch();
                LongCall longCall = day.longCall(packets, calls / PER_SECOND);
                day.calls(calls);
                long lost = longCall.end();
                day.tell(calls, packets, lost, perCall, options.seed());
            }
        }
    }

    // ------------------------------------------------------------------------------------------------------- the calls

    private void calls(int calls) throws InterruptedException {
        Queue<String> free = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            free.add("+44117" + (7_000_000 + i));
        }
        long begun = System.nanoTime();
        try (ExecutorService telephones = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < calls; n++) {
                TimeUnit.NANOSECONDS.sleep(begun + (long) (n * 1e9 / PER_SECOND) - System.nanoTime());
                int die = random.nextInt(10);
                Kind kind = die < 7 ? Kind.SPEAKS : die < 9 ? Kind.HANGS_UP : Kind.LEAVES_A_MESSAGE;
                int millis = kind == Kind.HANGS_UP ? 100 + random.nextInt(2_000) : 500 + random.nextInt(2_000);
                boolean agentEnds = random.nextBoolean();
                String from = free.remove();
                telephones.submit(() -> {
                    once(from, kind, millis, agentEnds);
                    free.add(from);
                });
            }
        }
        failed.stream().limit(5).forEach(why -> Bench.say("failed: %s", why));
    }

    private void once(String from, Kind kind, int millis, boolean agentEnds) {
        try {
            Customers.Talk talk = customers.call(from, numbers.getAndIncrement(), random);
            plans.put(from, new Plan(kind, talk, millis, agentEnds, new AtomicBoolean()));
            if (!talk.rings.get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                failed.add(from + " was refused: " + talk.over.getNow(null));
                return;
            }
            switch (kind) {
                case SPEAKS -> talk.over.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                case HANGS_UP -> {
                    TimeUnit.MILLISECONDS.sleep(millis);
                    talk.hangUp();
                    talk.over.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
                case LEAVES_A_MESSAGE -> {
                    if (!talk.up.get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                        failed.add(from + " could leave no message");
                    }
                    // After the announcement and the tone they speak.
                    TimeUnit.SECONDS.sleep(12);
                    talk.hangUp();
                    talk.over.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
            }
            lived.add(from, kind);
        } catch (IOException | ExecutionException | TimeoutException odd) {
            failed.add(from + " " + kind + ": " + odd);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            plans.remove(from);
        }
    }

    /// Agents answer who wants to speak with one of them.
    private void watch() {
        for (Seat seat : house.seats.subList(0, AGENTS)) {
            AtomicBoolean busy = new AtomicBoolean();
            seat.onRing((call, number) -> {
                @Nullable Plan plan = plans.get(number);
                if (plan != null
                        && plan.kind() == Kind.SPEAKS
                        && !plan.taken().get()
                        && busy.compareAndSet(false, true)) {
                    if (plan.taken().compareAndSet(false, true)) {
                        hands.submit(() -> {
                            speak(seat, call, plan);
                            busy.set(false);
                        });
                    } else {
                        busy.set(false);
                    }
                }
            });
        }
    }

    private void speak(Seat seat, String call, Plan plan) {
        Phone phone = plan.talk().phone;
        try {
            double millis = answer(seat, call, phone);
            if (millis < 0) {
                failed.add("call " + call + ": no sound both ways");
            } else {
                audio.add(millis);
            }
            TimeUnit.MILLISECONDS.sleep(plan.millis());
            if (plan.agentEnds()) {
                seat.does(call, "hang-up");
            } else {
                plan.talk().hangUp();
            }
            plan.talk().over.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            house.air.speak(seat.browser, false);
            seat.wrapUp();
        } catch (IOException | ExecutionException | TimeoutException odd) {
            failed.add("call " + call + ": " + odd);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return milliseconds from the agent's key until both hear each other; negative: never
    private double answer(Seat seat, String call, Phone phone) throws IOException, InterruptedException {
        seat.browser.turnTo(phone.number());
        phone.turnTo(seat.browser.number());
        long key = System.nanoTime();
        house.air.speak(seat.browser, true);
        seat.does(call, "answer");
        long until = key + TimeUnit.SECONDS.toNanos(5);
        while (System.nanoTime() < until) {
            if (seat.browser.heardAt() != 0 && phone.heardAt() != 0) {
                return (Math.max(seat.browser.heardAt(), phone.heardAt()) - key) / 1e6;
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return -1;
    }

    // --------------------------------------------------------------------------------------------------- the long call

    private final class LongCall {
        private final Customers.Talk talk;
        private final Seat seat;
        private final Thread speaker;
        private final int packets;
        private volatile long spoken;

        LongCall(Customers.Talk talk, Seat seat, int packets, double seconds) {
            this.talk = talk;
            this.seat = seat;
            this.packets = packets;
            this.speaker = Thread.ofPlatform().name("long call").start(() -> speak(seconds));
        }

        /// At an even pace, but no faster than they come through: the load shall not be what loses them.
        private void speak(double seconds) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);
            long begun = System.nanoTime();
            long already = seat.browser.received();
            try {
                for (int i = 0; i < packets; i++) {
                    long due = begun + (long) (i * seconds * 1e9 / packets);
                    long until = System.nanoTime() + WAY_NANOS;
                    while (System.nanoTime() < due
                            || i - (seat.browser.received() - already) > UNDER_WAY && System.nanoTime() < until) {
                        LockSupport.parkNanos(100_000);
                    }
                    talk.phone.speak(buffer);
                    spoken++;
                }
            } catch (IOException gone) {
                failed.add("the long call: " + gone);
            }
        }

        /// @return packets that did not come through
        long end() throws InterruptedException, IOException, ExecutionException, TimeoutException {
            speaker.join();
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            while (seat.browser.received() < spoken && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            long lost = spoken - seat.browser.received();
            talk.hangUp();
            talk.over.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            lived.add(LONG_CALLER, Kind.SPEAKS);
            return lost;
        }
    }

    private LongCall longCall(int packets, double seconds) throws Exception {
        Seat seat = house.seats.getLast();
        java.util.concurrent.CompletableFuture<String> rings = new java.util.concurrent.CompletableFuture<>();
        seat.onRing((call, number) -> {
            if (number.equals(LONG_CALLER)) {
                rings.complete(call);
            }
        });
        Customers.Talk talk = customers.call(LONG_CALLER, numbers.getAndIncrement(), random);
        String call = rings.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        talk.phone.turnTo(seat.browser.number());
        seat.browser.turnTo(talk.phone.number());
        seat.does(call, "answer");
        talk.up.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        // Its own thread speaks for it from now on.
        house.air.speak(talk.phone, false);
        TimeUnit.MILLISECONDS.sleep(200);
        seat.browser.turnTo(talk.phone.number());
        return new LongCall(talk, seat, packets, seconds);
    }

    // ---------------------------------------------------------------------------------------------------------- memory

    /// @return kilobytes of the server's heap that a call takes while the caller waits
    private double memoryPerCall() throws Exception {
        // What the first calls load is not theirs.
        hold(HELD / 4, "+441178000");
        Heap before = Heap.of(house.installation.pid());
        List<Customers.Talk> held = ring(HELD, "+441178100");
        Heap with = Heap.of(house.installation.pid());
        end(held);
        Bench.say("bytes a call: %s", with.grown(before, HELD));
        return (with.live() - before.live()) / 1_024.0 / HELD;
    }

    private void hold(int calls, String prefix) throws Exception {
        end(ring(calls, prefix));
    }

    private List<Customers.Talk> ring(int calls, String prefix) throws Exception {
        List<Customers.Talk> talks = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Customers.Talk talk = customers.call(prefix + (100 + i), numbers.getAndIncrement(), random);
            if (!talk.rings.get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("a call was refused: " + talk.over.getNow(null));
            }
            talks.add(talk);
        }
        return talks;
    }

    private void end(List<Customers.Talk> talks) throws Exception {
        for (Customers.Talk talk : talks) {
            talk.hangUp();
        }
        for (Customers.Talk talk : talks) {
            talk.over.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    // --------------------------------------------------------------------------------------------------------- the end

    private void tell(int calls, int packets, long lost, double perCall, long seed) throws Exception {
        Written written = Written.none();
        for (int look = 0; look < PATIENCE_SECONDS && !written.agrees(lived); look++) {
            TimeUnit.SECONDS.sleep(1);
            written = written();
        }
        Bench.say(
                "written down: %d talked, %d missed, %d messages; lived through: %d, %d, %d",
                written.talked(),
                written.missed(),
                written.messages(),
                lived.of(Kind.SPEAKS),
                lived.of(Kind.HANGS_UP),
                lived.of(Kind.LEAVES_A_MESSAGE));
        System.out.printf(
                Locale.ROOT,
                "{\"benchmark\":\"day\",\"calls\":%d,\"failed\":%d,\"wrongEnd\":%d,\"owedWrongly\":%d,\"notOwed\":%d,"
                        + "\"withoutEnd\":%d,\"wrongParty\":%d,\"longCallPackets\":%d,\"longCallLost\":%d,"
                        + "\"keyToAudioP50Millis\":%.0f,\"keyToAudioP99Millis\":%.0f,\"heapKilobytesPerCall\":%.1f,"
                        + "\"seed\":%d}%n",
                calls + 1,
                failed.size(),
                written.wrongEnds(lived),
                written.owedWrongly(),
                written.notOwed(),
                written.withoutEnd(),
                house.wrongParty(),
                packets,
                lost,
                Pace.percentile(audio, 0.5),
                Pace.percentile(audio, 0.99),
                perCall,
                seed);
    }

    /// What the house has written down of the day's customers.
    ///
    /// @param owedWrongly customers who spoke with us last and are still owed something
    /// @param notOwed customers whom nobody answered last and who are owed no call
    private record Written(int talked, int missed, int messages, int withoutEnd, int owedWrongly, int notOwed) {
        static Written none() {
            return new Written(-1, -1, -1, -1, -1, -1);
        }

        boolean agrees(Lived lived) {
            return wrongEnds(lived) == 0 && withoutEnd == 0 && owedWrongly == 0 && notOwed == 0;
        }

        int wrongEnds(Lived lived) {
            return Math.abs(talked - lived.of(Kind.SPEAKS))
                    + Math.abs(missed - lived.of(Kind.HANGS_UP))
                    + Math.abs(messages - lived.of(Kind.LEAVES_A_MESSAGE));
        }
    }

    private Written written() throws SQLException, IOException {
        int[] ends = new int[4];
        int owedWrongly = 0;
        int notOwed = 0;
        try (Connection database = house.installation.database();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("""
                        with day as (select c.*, n.value as number
                                       from call c
                                       join interaction i on i.id = c.interaction
                                       join contact_point n on n.id = i.contact_point
                                      where n.value like '+441177%' or n.value = '+441178999999')
                        select d.number,
                               count(*) filter (where state = 'TALKED') as talked,
                               count(*) filter (where state = 'MISSED') as missed,
                               count(*) filter (where state = 'VOICEMAIL' and ended is not null) as messages,
                               count(*) filter (where ended is null) as open,
                               exists(select 1 from promise p
                                       where p.customer = min(d.customer) and p.state = 'OPEN' and p.call_first) as owed
                          from day d group by d.number
                        """)) {
            while (row.next()) {
                ends[0] += row.getInt("talked");
                ends[1] += row.getInt("missed");
                ends[2] += row.getInt("messages");
                ends[3] += row.getInt("open");
                Kind last = lived.last.get(row.getString("number"));
                boolean owed = row.getBoolean("owed");
                owedWrongly += owed && last == Kind.SPEAKS ? 1 : 0;
                notOwed += !owed && last != Kind.SPEAKS ? 1 : 0;
            }
        }
        return new Written(ends[0], ends[1], ends[2], ends[3], owedWrongly, notOwed);
    }
}
