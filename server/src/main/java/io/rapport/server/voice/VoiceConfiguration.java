package io.rapport.server.voice;

import io.rapport.server.access.Accounts;
import io.rapport.server.calling.Attempts;
import io.rapport.server.calling.CallBacks;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.Inbox;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.interaction.Interactions;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.Journal;
import io.rapport.server.promise.Promises;
import io.rapport.server.recording.Recordings;
import io.rapport.server.settings.RapportSettings;
import io.rapport.server.timer.Job;
import io.rapport.server.vault.Sealer;
import io.rapport.server.vault.Vault;
import io.rapport.server.vocabulary.Networks;
import io.rapport.server.voice.sound.PromptStore;
import io.rapport.server.voice.sound.Prompts;
import io.rapport.server.voice.sound.Sounds;
import io.rapport.server.voice.spool.CallSpool;
import io.rapport.server.web.AgentStream;
import io.rapport.server.wishes.Wishes;
import io.rapport.server.workforce.Engagement;
import io.rapport.server.workforce.Workforce;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(VoiceSettings.class)
class VoiceConfiguration {
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration LISTENERS = Duration.ofSeconds(5);

    private final OpenLines open = new OpenLines();
    private final TestGuests guests = new TestGuests();
    private final Edge edge = new Edge();

    @Bean
    Trunks trunks(JdbcTemplate jdbc, Sealer sealer) {
        return new Trunks(new TrunkStore(jdbc, sealer));
    }

    @Bean
    Sounds sounds(VoiceSettings settings) {
        return Sounds.of(settings.sounds().map(Path::of));
    }

    @Bean
    Prompts prompts(JdbcTemplate jdbc, Vault vault, Sounds sounds, TransactionTemplate transaction) {
        return new Prompts(new PromptStore(jdbc), vault, sounds, transaction);
    }

    @Bean
    RingPolicy ringPolicy(VoiceSettings settings) {
        VoiceSettings.Ringing ringing = settings.ringing();
        return new NearestFirst(ringing.known(), ringing.home(), ringing.next());
    }

    @Bean
    AgentLines agentLines() {
        return new AgentLines();
    }

    @Bean
    Edge edge() {
        return edge;
    }

    @Bean
    OpenLines openLines() {
        return open;
    }

    @Bean
    CapAlarm capAlarm(
            Customers customers,
            Matters matters,
            Promises promises,
            Workforce workforce,
            TransactionTemplate transaction) {
        return new CapAlarm(customers, matters, promises, workforce, transaction);
    }

    @Bean
    TrunkPulse trunkPulse(VoiceSettings settings) {
        TrunkPulse pulse = new TrunkPulse(edge, settings.pulse());
        edge.pulse(pulse);
        return pulse;
    }

    @Bean
    Strangers strangers(Trunks trunks, DeskPhones phones, VoiceSettings settings, Clock clock) {
        Strangers strangers = new Strangers(trunks, phones.registrar(), new Networks(settings.desks()), guests, clock);
        phones.onWrong(strangers::wrong);
        return strangers;
    }

    @Bean
    FrontDoor frontDoor(Trunks trunks, Reception reception, DeskPhones phones, DeskCalls desks) {
        return new FrontDoor(trunks, reception, phones, desks, guests);
    }

    @Bean
    WrapUps wrapUps(Workforce workforce, VoiceSettings settings, Clock clock) {
        WrapUps wrapUps = new WrapUps(workforce, clock, settings.wrapUp());
        workforce.onPresence(wrapUps::said);
        return wrapUps;
    }

    @Bean
    CallBook callBook(
            JdbcTemplate jdbc,
            Customers customers,
            Merges merges,
            Interactions interactions,
            Matters matters,
            Promises promises,
            Workforce workforce,
            Attempts attempts,
            Journal journal,
            TransactionTemplate transaction,
            VoiceSettings settings) {
        return new CallBook(
                new CallStore(jdbc),
                customers,
                merges,
                interactions,
                matters,
                promises,
                workforce,
                attempts,
                journal,
                transaction,
                settings.callBackWithin());
    }

    @Bean(destroyMethod = "")
    Scribe scribe(CallBook book, Inbox inbox, WrapUps wrapUps, ListenBook listening, CallSpool spool, Clock clock) {
        return new Scribe(book, inbox, wrapUps, listening, spool, clock);
    }

    @Bean
    CallSpool callSpool(RapportSettings house, VoiceSettings settings, Sealer sealer) throws IOException {
        return new CallSpool(
                house.data().resolve("call-spool"),
                sealer,
                settings.spool().most(),
                settings.spool().bytes().toBytes());
    }

    @Bean(destroyMethod = "")
    Answering answering(
            CallSpool spool,
            Doors doors,
            Trunks trunks,
            Inbox inbox,
            CallBook book,
            WrapUps wrapUps,
            Prompts prompts,
            Workforce workforce,
            Sounds sounds,
            VoiceSettings settings,
            Clock clock) {
        return new Answering(
                spool,
                new SpoolDrain(spool, doors, trunks, inbox, book, wrapUps, clock),
                open,
                prompts,
                workforce,
                sounds,
                settings,
                machine(settings),
                clock);
    }

    private static CallMachine machine(VoiceSettings settings) {
        VoiceSettings.Ringing ringing = settings.ringing();
        return new CallMachine(ringing.greetAfter(), ringing.longest(), ringing.parked(), ringing.newsEvery());
    }

    @Bean
    ListenBook listenBook(JdbcTemplate jdbc, Customers customers, Journal journal, TransactionTemplate transaction) {
        return new ListenBook(new CallStore(jdbc), customers, journal, transaction);
    }

    @Bean
    Listeners callListeners(
            Switchboard switchboard,
            AgentLines lines,
            ListenBook book,
            WrapUps wrapUps,
            Workforce workforce,
            Accounts accounts,
            Clock clock) {
        return new Listeners(switchboard, lines, book, wrapUps, workforce, accounts, clock);
    }

    @Bean
    Job endForbiddenListening(Listeners listeners) {
        return new Job("voice-listeners", LISTENERS, listeners::beat);
    }

    @Bean
    Switchboard switchboard(
            VoiceSettings settings,
            RingPolicy policy,
            AgentLines lines,
            DeskPhones phones,
            Workforce workforce,
            Scribe scribe,
            Recordings recordings,
            Clock clock) {
        Switchboard switchboard = new Switchboard(
                machine(settings),
                policy,
                lines,
                phones,
                workforce,
                call -> new CallRecorder(
                        recordings,
                        new Recordings.Subject(call.record(), call.interaction(), call.home()),
                        recordings.rule(call.home()).rule(),
                        keeper -> open.now().orElseThrow().tape(keeper),
                        clock),
                clock);
        switchboard.onStep(scribe);
        return switchboard;
    }

    /// What began just now may not be on the switchboard yet.
    @Bean
    Job findCallsWithoutAnEnd(Scribe scribe, Switchboard switchboard, Clock clock) {
        return new Job("voice-calls-without-an-end", LOOK, () -> {
            Instant before = clock.instant().minus(LOOK);
            scribe.takeUp(row -> row.began().isAfter(before)
                    || switchboard.now().find(row.id()).isPresent());
        });
    }

    @Bean
    Engagement engagement(Switchboard switchboard) {
        return agent -> switchboard.now().inHand(agent).isPresent();
    }

    @Bean
    PhoneViews phoneViews(
            Doors doors,
            Trunks trunks,
            PageDoors pages,
            AgentLines lines,
            DeskPhones phones,
            PickUps pickUps,
            WrapUps wrapUps,
            RingPolicy policy) {
        return new PhoneViews(doors, trunks, pages, lines, phones, pickUps, wrapUps, policy);
    }

    @Bean
    PageDoors pageDoors(Doors doors) {
        return new PageDoors(doors);
    }

    @Bean
    PhoneNews phoneNews(
            Switchboard switchboard,
            PhoneViews views,
            Workforce workforce,
            Trunks trunks,
            Doors doors,
            PageDoors pages,
            DeskPhones phones,
            PickUps pickUps,
            AgentLines lines,
            AgentStream stream,
            Clock clock) {
        PhoneNews news = new PhoneNews(switchboard, views, workforce, stream, clock);
        switchboard.onChange(news::wake);
        workforce.onPresence(presence -> news.wake());
        trunks.onChange(news::wake);
        doors.onChange(news::wake);
        pages.onChange(news::wake);
        phones.onChange(news::wake);
        pickUps.onChange(news::wake);
        lines.onChange(news::wake);
        return news;
    }

    @Bean(destroyMethod = "")
    Reception reception(
            Doors doors,
            Trunks trunks,
            Inbox inbox,
            CallBook book,
            Switchboard switchboard,
            Workforce workforce,
            VoiceSettings settings,
            Sounds sounds,
            Prompts prompts,
            Answering answering,
            Clock clock) {
        return new Reception(
                doors,
                trunks,
                inbox,
                book,
                switchboard,
                workforce,
                settings,
                sounds,
                prompts,
                open,
                guests,
                answering,
                clock);
    }

    @Bean
    TestCalls testCalls(VoiceSettings settings, Prompts prompts, Exchange exchange) {
        return new TestCalls(settings, guests, open, prompts, exchange::port);
    }

    @Bean(destroyMethod = "")
    PageCalls pageCalls(
            Doors doors,
            Inbox inbox,
            CallBook book,
            Switchboard switchboard,
            Workforce workforce,
            VoiceSettings settings,
            Sounds sounds,
            Prompts prompts,
            Clock clock) {
        return new PageCalls(doors, inbox, book, switchboard, workforce, settings, sounds, prompts, open, clock);
    }

    @Bean
    Exchange exchange(
            VoiceSettings settings,
            Doors doors,
            Trunks trunks,
            Switchboard switchboard,
            WrapUps wrapUps,
            Scribe scribe,
            FrontDoor frontDoor,
            Strangers strangers,
            Reception reception,
            Answering answering,
            PageCalls pageCalls,
            PickUps pickUps,
            TrunkPulse pulse,
            CapAlarm alarm) {
        return new Exchange(
                settings,
                doors,
                trunks,
                switchboard,
                wrapUps,
                scribe,
                frontDoor,
                strangers,
                reception,
                answering,
                pageCalls,
                pickUps,
                edge,
                pulse,
                alarm,
                open);
    }

    @Bean
    Telephone telephone(
            Switchboard switchboard,
            AgentLines lines,
            DeskPhones phones,
            CallBook book,
            PhoneViews views,
            Workforce workforce,
            Clock clock) {
        return new Telephone(switchboard, lines, phones, open, book, views, workforce, clock);
    }

    @Bean
    Dialler dialler(
            Doors doors,
            Trunks trunks,
            Customers customers,
            Wishes wishes,
            CallBacks callBacks,
            Promises promises,
            CallBook book,
            Switchboard switchboard,
            AgentLines lines,
            WrapUps wrapUps,
            DeskPhones phones,
            PickUps pickUps,
            VoiceSettings settings,
            Sounds sounds,
            CapAlarm alarm,
            TransactionTemplate transaction,
            Clock clock) {
        return new Dialler(
                doors,
                trunks,
                customers,
                new Peace(wishes, callBacks, clock),
                promises,
                book,
                switchboard,
                lines,
                wrapUps,
                phones,
                pickUps,
                edge,
                open,
                sounds,
                new Caps(settings.outgoing()),
                alarm,
                settings,
                transaction,
                clock);
    }
}
