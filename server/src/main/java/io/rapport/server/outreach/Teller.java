package io.rapport.server.outreach;

import io.rapport.server.channel.MassPost;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Sends the campaigns that run, each at its pace. Of several processes one has a campaign, by a lease;
/// whoever takes
/// it
/// over goes on where the attempts stand, so that a restart sends nobody twice and forgets nobody.
final class Teller implements SmartLifecycle {
    /// Attempts of a campaign that are held in memory at a time.
    static final int HELD = 200_000;
    static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration LATELY = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(Teller.class);

    private final CampaignStore campaigns;
    private final AttemptStore attempts;
    private final Campaigns door;
    private final MassPost post;
    private final Letters letters;
    private final Workforce workforce;
    private final OutreachSettings settings;
    private final Clock clock;
    private final Semaphore room;
    private final Semaphore bell = new Semaphore(0);
    private final String me = UUID.randomUUID().toString();
    private final Map<Long, Run> runs = new HashMap<>();
    private final Map<Long, Deque<Instant>> lately = new ConcurrentHashMap<>();
    private volatile boolean running;
    private volatile boolean lookNow;
    private Optional<Thread> thread = Optional.empty();
    private Optional<ExecutorService> telling = Optional.empty();

    Teller(
            OutreachStores stores,
            Campaigns door,
            MassPost post,
            Letters letters,
            Workforce workforce,
            OutreachSettings settings,
            Clock clock) {
        this.campaigns = stores.campaigns();
        this.attempts = stores.attempts();
        this.door = door;
        this.post = post;
        this.letters = letters;
        this.workforce = workforce;
        this.settings = settings;
        this.clock = clock;
        this.room = new Semaphore(settings.atOnce());
    }

    /// A campaign that this process sends.
    private static final class Run {
        private final Campaign campaign;
        private final Pace pace;
        private long behind;
        private boolean read;

        Run(Campaign campaign, Pace pace) {
            this.campaign = campaign;
            this.pace = pace;
        }
    }

    /// Something began or went on.
    void wake() {
        lookNow = true;
        bell.release();
    }

    /// Messages a second of the last seconds, as far as this process sends them.
    double rate(long campaign) {
        Deque<Instant> sent = lately.get(campaign);
        if (sent == null) {
            return 0;
        }
        synchronized (sent) {
            Instant now = clock.instant();
            forget(sent, now);
            // What has just begun is not slow because it was not there before.
            long since = sent.isEmpty() ? 0 : Duration.between(sent.peek(), now).toMillis();
            return sent.size() / (Math.max(1_000, since) / 1000.0);
        }
    }

    private void count(long campaign) {
        Deque<Instant> sent = lately.computeIfAbsent(campaign, id -> new ArrayDeque<>());
        Instant now = clock.instant();
        synchronized (sent) {
            sent.add(now);
            forget(sent, now);
        }
    }

    private static void forget(Deque<Instant> sent, Instant now) {
        while (!sent.isEmpty() && sent.peek().isBefore(now.minus(LATELY))) {
            sent.remove();
        }
    }

    @Override
    public void start() {
        running = true;
        telling = Optional.of(Executors.newVirtualThreadPerTaskExecutor());
        thread = Optional.of(Thread.ofPlatform().name("teller").daemon().start(this::rounds));
    }

    @Override
    public void stop() {
        running = false;
        bell.release();
        thread.ifPresent(t -> {
            try {
                t.join(Duration.ofSeconds(5));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        telling.ifPresent(ExecutorService::close);
        try {
            campaigns.release(me);
        } catch (RuntimeException away) {
            log.info("campaign leases run out by themselves cause={}", away.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void rounds() {
        Instant looked = Instant.EPOCH;
        while (running) {
            try {
                Instant now = clock.instant();
                if (lookNow || !looked.plus(LOOK).isAfter(now)) {
                    lookNow = false;
                    look(now);
                    looked = now;
                }
                pause(send(now));
            } catch (RuntimeException away) {
                log.warn("teller waits cause={}", away.toString());
                runs.clear();
                looked = Instant.EPOCH;
                pause(AFTER_FAILURE);
            }
        }
    }

    /// Which campaigns this process has now, and whether one of them is at its end or going wrong.
    private void look(Instant now) {
        List<Campaign> all = campaigns.running();
        runs.keySet().removeIf(id -> all.stream().noneMatch(one -> one.id() == id));
        lately.keySet().retainAll(runs.keySet());
        for (Campaign one : all) {
            if (!campaigns.lease(one.id(), me, now, LEASE)) {
                runs.remove(one.id());
                continue;
            }
            Run run = runs.computeIfAbsent(
                    one.id(), id -> new Run(one, new Pace(settings.perDomain(), settings.ceiling())));
            fill(run);
            if (door.stopsIfBad(one, now)) {
                runs.remove(one.id());
            } else if (run.read && run.pace.waiting() == 0 && !attempts.anySending(one.id())) {
                // What is added meanwhile (a second try) is seen before it ends.
                run.behind = 0;
                run.read = false;
                fill(run);
                if (run.pace.waiting() == 0) {
                    door.end(one, now);
                    runs.remove(one.id());
                }
            }
        }
    }

    private void fill(Run run) {
        if (run.read || run.pace.waiting() > 0) {
            return;
        }
        List<AttemptStore.Waiting> next = attempts.waiting(run.campaign.id(), run.behind, HELD);
        next.forEach(one -> run.pace.add(one.domain(), new Pace.Turn(one.id(), one.customer())));
        run.read = next.size() < HELD;
        if (!next.isEmpty()) {
            run.behind = next.getLast().id();
        }
    }

    /// Sends what may leave now.
    ///
    /// @return when to go on
    private Duration send(Instant now) {
        Duration patience = LOOK;
        for (Run run : List.copyOf(runs.values())) {
            while (running && room.tryAcquire()) {
                Optional<Pace.Turn> next = run.pace.next(clock.instant());
                if (next.isEmpty()) {
                    room.release();
                    break;
                }
                telling.orElseThrow().execute(() -> tell(run.campaign, next.get()));
            }
            if (run.pace.waiting() > 0) {
                Duration own = run.pace.patience(now);
                patience = own.compareTo(patience) < 0 ? own : patience;
            }
        }
        return room.availablePermits() == 0 ? LOOK : patience;
    }

    private void pause(Duration wait) {
        try {
            if (bell.tryAcquire(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException stopped) {
            running = false;
        }
    }

    private void tell(Campaign campaign, Pace.Turn turn) {
        CustomerId customer = new CustomerId(turn.customer());
        try {
            if (post.send(customer, teller(campaign, turn.attempt(), customer))) {
                count(campaign.id());
            }
        } catch (RuntimeException away) {
            log.warn(
                    "notice not sent now campaign={} attempt={} cause={}",
                    campaign.id(),
                    turn.attempt(),
                    away.toString());
        } finally {
            room.release();
            bell.release();
        }
    }

    private MassPost.Teller teller(Campaign campaign, long attempt, CustomerId customer) {
        return new MassPost.Teller() {
            @Override
            public Optional<MassPost.Letter> claim(TeamId home, Instant now) {
                return attempts.claim(attempt, now)
                        .filter(claimed -> !claimed.stopped())
                        .map(claimed -> letters.letter(campaign, attempt, customer, claimed, workforce.team(home)));
            }

            @Override
            public void made(MassPost.Made made, Instant now) {
                attempts.made(attempt, made);
            }
        };
    }
}
