package io.rapport.server.voice;

import io.rapport.media.line.Lines;
import io.rapport.media.line.PhoneLine;
import io.rapport.media.line.Sound;
import io.rapport.media.line.Unacceptable;
import io.rapport.media.sip.call.Leg;
import io.rapport.server.channel.Door;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.voice.sound.Prompts;
import io.rapport.server.voice.sound.Sounds;
import io.rapport.server.voice.sound.TeamVoice;
import io.rapport.server.voice.spool.CallSpool;
import io.rapport.server.voice.spool.SpoolFullException;
import io.rapport.server.voice.spool.Spooled;
import io.rapport.server.web.Language;
import io.rapport.server.workforce.Team;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers calls while the database is away: they are kept in the spool, hear that they can leave a message, and are
/// called back. None of us sees them before the database has them.
final class Answering implements AutoCloseable {
    private static final Duration SOUND = Duration.ofSeconds(10);
    private static final int BYTES_A_MILLI = 2 * Sound.RATE / 1_000;
    private static final Logger log = LoggerFactory.getLogger(Answering.class);

    private final CallSpool spool;
    private final SpoolDrain drain;
    private final OpenLines lines;
    private final Prompts prompts;
    private final Workforce workforce;
    private final Sounds sounds;
    private final VoiceSettings settings;
    private final CallMachine machine;
    private final Clock clock;
    private final Set<Answered> live = ConcurrentHashMap.newKeySet();

    Answering(
            CallSpool spool,
            SpoolDrain drain,
            OpenLines lines,
            Prompts prompts,
            Workforce workforce,
            Sounds sounds,
            VoiceSettings settings,
            CallMachine machine,
            Clock clock) {
        this.spool = spool;
        this.drain = drain;
        this.lines = lines;
        this.prompts = prompts;
        this.workforce = workforce;
        this.sounds = sounds;
        this.settings = settings;
        this.machine = machine;
        this.clock = clock;
    }

    /// What an earlier process has left is written down first; prompts are learnt, so that they are known without the
    /// database.
    void start() {
        drain.drain();
        Thread.ofVirtual().name("prompts-learnt").start(() -> {
            for (Team team :
                    workforce.teams().stream().limit(Prompts.REMEMBERED).toList()) {
                try {
                    prompts.voice(team.id(), language(team.id()));
                } catch (RuntimeException away) {
                    log.warn("prompts not learnt team={} cause={}", team.id(), away.toString());
                    return;
                }
            }
        });
    }

    /// Time has passed.
    void beat() {
        live.forEach(one -> one.look(clock.instant()));
        drain.beat();
    }

    /// Takes a call.
    ///
    /// @param sound addresses that it may go to and come from
    void take(Leg leg, Spooled.Caller caller, Door door, Predicate<InetAddress> sound) {
        Optional<Lines> from = lines.now();
        if (from.isEmpty() || live.size() >= settings.mostCalls()) {
            leg.refuse(503);
            return;
        }
        try {
            spool.keep(caller, true, settings.longestVoicemail().toMillis() * BYTES_A_MILLI);
        } catch (SpoolFullException full) {
            log.error("call refused call-id={} cause={}", leg.callId(), full.getMessage());
            leg.refuse(503);
            return;
        }
        log.warn("call kept without the database call-id={} door={}", leg.callId(), door.id());
        try {
            PhoneLine line = from.get().phone(sound);
            SipEnd end = new SipEnd(line);
            TeamId team =
                    door.team().or(() -> workforce.fallbackTeam().map(Team::id)).orElse(null);
            TeamVoice voice = team == null ? sounds.voice(Language.EN) : prompts.remembered(team, language(team));
            Cord cord = new Cord(line, end, from.get().room(), sounds, voice, settings.longestVoicemail(), clock);
            Answered one = new Answered(caller, cord);
            live.add(one);
            try {
                end.called(leg);
            } catch (Unacceptable otherwise) {
                leg.refuse(488);
                one.over(false);
                return;
            }
            leg.watch(end);
            one.begin();
        } catch (IOException noPort) {
            leg.refuse(503);
            spool.keep(caller.over(clock.instant(), new byte[0]), false, 0);
        } catch (RuntimeException ours) {
            // That they called is kept.
            spool.over(caller);
            throw ours;
        }
    }

    /// As the team's customers speak.
    private Language language(TeamId team) {
        List<String> languages =
                workforce.findTeam(team).map(one -> one.catchment().languages()).orElse(List.of());
        return languages.isEmpty() || languages.contains(Language.EN.tag())
                ? Language.EN
                : Language.of(languages.getFirst());
    }

    /// One call.
    private final class Answered {
        private final Spooled.Caller caller;
        private final Cord cord;
        private CallState state = new CallState.Voicemail(false);

        Answered(Spooled.Caller caller, Cord cord) {
            this.caller = caller;
            this.cord = cord;
        }

        void look(Instant now) {
            if (cord.isOverdue(now)) {
                news(new CallNews.Full());
            }
        }

        void begin() {
            cord.accept();
            cord.greet();
            cord.listen(this::news);
        }

        private void news(CallNews news) {
            boolean ends;
            boolean message;
            synchronized (this) {
                if (state instanceof CallState.Over) {
                    return;
                }
                CallMachine.Step step = machine.step(state, news, clock.instant());
                state = step.state();
                for (CallMachine.Deed deed : step.deeds()) {
                    if (deed == CallMachine.Deed.RECORD) {
                        cord.record();
                    } else if (deed == CallMachine.Deed.HANG_UP) {
                        cord.hangUp();
                    }
                }
                ends = state instanceof CallState.Over;
                message = state instanceof CallState.Over over
                        && over.how() == io.rapport.server.interaction.InteractionEvent.CallEnded.How.VOICEMAIL;
            }
            if (ends) {
                Thread.ofVirtual().name("answered-over").start(() -> over(message));
            }
        }

        /// Nothing of it is lost where this can't be kept: that they called is.
        void over(boolean message) {
            if (!live.remove(this)) {
                return;
            }
            cord.close();
            Sound said = message ? recorded() : Sound.silence(0);
            try {
                spool.keep(
                        caller.over(clock.instant(), said.millis() < Scribe.SHORTEST_MILLIS ? new byte[0] : said.wav()),
                        false,
                        0);
            } catch (SpoolFullException full) {
                log.error("message not kept cause={}", full.getMessage());
                spool.over(caller);
            }
            log.info("call kept without the database is over messageMillis={}", said.millis());
        }

        private Sound recorded() {
            try {
                return cord.recorded().get(SOUND.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException lost) {
                log.error("message lost cause={}", lost.toString());
            }
            return Sound.silence(0);
        }

        void end() {
            boolean message;
            synchronized (this) {
                message = state instanceof CallState.Voicemail(boolean recording) && recording;
                state = new CallState.Voicemail(false);
            }
            cord.hangUp();
            over(message);
        }
    }

    /// We go: what they have said so far is kept.
    @Override
    public void close() {
        live.forEach(Answered::end);
    }
}
