package io.rapport.server.voice;

import io.rapport.media.line.BrowserLine;
import io.rapport.media.line.LineWatcher;
import io.rapport.media.line.Lines;
import io.rapport.server.channel.Arrival;
import io.rapport.server.channel.Content;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.Hint;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.InboxUnavailableException;
import io.rapport.server.channel.Nature;
import io.rapport.server.channel.Taken;
import io.rapport.server.interaction.InteractionEvent.CallEnded.How;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.voice.sound.Prompts;
import io.rapport.server.voice.sound.Sounds;
import io.rapport.server.web.Language;
import io.rapport.server.web.Refusal;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in who calls from a page: kept by the inbox like any call, and rung once sound goes both ways. So nobody
/// answers into silence, and nobody whose browser is not there makes us ring. Thread-safe.
public final class PageCalls implements AutoCloseable {
    /// A browser that is not through by then is behind a network that lets no sound out.
    static final Duration CONNECTS_WITHIN = Duration.ofSeconds(12);

    private static final Logger log = LoggerFactory.getLogger(PageCalls.class);

    private final Doors doors;
    private final Inbox inbox;
    private final CallBook book;
    private final Switchboard switchboard;
    private final Workforce workforce;
    private final VoiceSettings settings;
    private final Sounds sounds;
    private final Prompts prompts;
    private final OpenLines lines;
    private final Clock clock;
    private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private record Pending(Call call, BrowserLine line, PageEnd end, Cord cord) {}

    PageCalls(
            Doors doors,
            Inbox inbox,
            CallBook book,
            Switchboard switchboard,
            Workforce workforce,
            VoiceSettings settings,
            Sounds sounds,
            Prompts prompts,
            OpenLines lines,
            Clock clock) {
        this.doors = doors;
        this.inbox = inbox;
        this.book = book;
        this.switchboard = switchboard;
        this.workforce = workforce;
        this.settings = settings;
        this.sounds = sounds;
        this.prompts = prompts;
        this.lines = lines;
        this.clock = clock;
    }

    /// Whether calls can come in at all.
    public boolean open() {
        return lines.now().isPresent();
    }

    /// The country of our own numbers, where all are of one.
    public Optional<String> country() {
        Set<String> countries = doors.all().stream()
                .filter(door -> door.enabled() && door.channel() == Channel.PHONE)
                .flatMap(door -> CallerId.country(door).stream())
                .collect(Collectors.toSet());
        return countries.size() == 1 ? countries.stream().findFirst() : Optional.empty();
    }

    /// Takes a call in; it rings a moment later. Returns after the commit.
    ///
    /// @param offer the session description of their browser
    /// @param changed called when the call stands otherwise, from any thread: it must only wake somebody
    /// @throws Refusal where nothing was kept: their browser can't call, or we can't be called
    public PageCall call(PageCaller caller, String offer, Runnable changed) {
        Lines from = lines.now().orElseThrow(() -> closed(caller.language()));
        BrowserLine line = line(from, caller.language());
        String answer;
        Call call;
        try {
            answer = PageCall.answer(line, offer, caller.language());
            call = kept(caller);
        } catch (RuntimeException refused) {
            line.close();
            throw refused;
        }
        PageEnd end = new PageEnd(line, sounds, changed);
        Cord cord = new Cord(
                line,
                end,
                from.room(),
                sounds,
                prompts.voice(call.home(), caller.language()),
                settings.longestVoicemail(),
                clock);
        Pending one = new Pending(call, line, end, cord);
        log.info(
                "call arrived interaction={} call={} door={}",
                call.interaction(),
                call.id(),
                caller.door().id());
        if (switchboard.count() + pending.size() >= settings.mostCalls()) {
            lose(one, PageStanding.Ending.BUSY);
        } else {
            pending.put(call.id(), one);
            line.watch(new LineWatcher() {
                @Override
                public void connected() {
                    ring(one);
                }

                @Override
                public void unheard() {
                    giveUp(one, PageStanding.Ending.UNCONNECTED);
                }
            });
        }
        return new PageCall(this, call, line, end, caller.language(), answer);
    }

    private static BrowserLine line(Lines from, Language language) {
        try {
            return from.browser();
        } catch (IOException noPort) {
            throw closed(language);
        }
    }

    private static Refusal closed(Language language) {
        return Refusal.unavailable(language.say(
                "We can't be called just now. Please write to us here.",
                "Ahora no se nos puede llamar. Escríbanos aquí."));
    }

    private Call kept(PageCaller caller) {
        Instant now = clock.instant();
        Call.Caller known = new Call.Caller(
                caller.sender(), caller.door().id(), caller.door().name(), caller.talk(), Optional.of(caller.page()));
        Taken taken;
        try {
            taken = inbox.take(arrival(caller, now));
        } catch (InboxUnavailableException away) {
            log.warn("call refused door={} cause={}", caller.door().id(), away.getMessage());
            throw closed(caller.language());
        }
        if (taken.again() || taken.customer().isEmpty() || taken.interaction().isEmpty()) {
            throw Refusal.conflict("again", caller.language().say("You have called already.", "Ya nos ha llamado."));
        }
        return book.began(taken.customer().get(), taken.interaction().get(), known, Optional.empty(), "", now);
    }

    private static Arrival arrival(PageCaller caller, Instant now) {
        return new Arrival(
                Channel.PHONE,
                caller.door().id(),
                "page-call-" + caller.key(),
                caller.begun() ? Optional.empty() : Optional.of(caller.talk()),
                now,
                caller.page().getBytes(StandardCharsets.UTF_8),
                Optional.of(caller.sender()),
                new Nature.Written(),
                Content.words("Call from " + caller.door().name(), caller.page()),
                List.of(),
                List.of(new Hint.MessageId(caller.talk())),
                Optional.empty());
    }

    private void ring(Pending one) {
        if (!pending.remove(one.call().id(), one)) {
            return;
        }
        one.cord().ring();
        switchboard.add(one.call(), new CallState.Waiting(clock.instant(), false), one.cord());
        if (!workforce.team(one.call().home()).calendar().isOpen(clock.instant())) {
            switchboard.news(one.call().id(), new CallNews.Closed());
        }
    }

    /// Those whose browser does not come through are given up.
    void beat() {
        beat(clock.instant());
    }

    void beat(Instant now) {
        Instant late = now.minus(CONNECTS_WITHIN);
        for (Pending one : pending.values()) {
            if (one.call().began().isBefore(late)) {
                giveUp(one, PageStanding.Ending.UNCONNECTED);
            }
        }
    }

    private void giveUp(Pending one, PageStanding.Ending how) {
        if (pending.remove(one.call().id(), one)) {
            lose(one, how);
        }
    }

    /// It never rings; they are called back, or written to.
    private void lose(Pending one, PageStanding.Ending how) {
        log.warn(
                "call lost interaction={} call={} cause={}",
                one.call().interaction(),
                one.call().id(),
                how);
        one.cord().close();
        Instant now = clock.instant();
        threads.execute(() -> {
            book.find(one.call().id())
                    .ifPresent(row -> book.ended(row, How.MISSED, Optional.empty(), Hearing.Kept.NOTHING, now));
            one.end().failed(how);
        });
    }

    void hangUp(PageCall call, PageEnd end) {
        Optional<Pending> waits = Optional.ofNullable(pending.get(call.call().id()));
        if (waits.isPresent()) {
            giveUp(waits.get(), PageStanding.Ending.MISSED);
        }
        end.ended(false);
    }

    void named(PageCall call, String name) {
        switchboard.name(call.call().id(), name);
    }

    void reachable(PageCall call) {
        book.reachable(call.call().id(), clock.instant());
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
