package io.rapport.server.voice;

import io.rapport.server.channel.Doors;
import io.rapport.server.vault.Sealer;
import io.rapport.server.vocabulary.Networks;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/// Telephones on desks, and callers who are put through.
@Configuration(proxyBeanMethods = false)
class DeskPhoneConfiguration {
    @Bean
    DeskPhones deskPhones(JdbcTemplate jdbc, Sealer sealer, Workforce workforce, Clock clock) {
        return new DeskPhones(new DeskPhoneStore(jdbc, sealer), workforce, clock);
    }

    @Bean
    DeskBells deskBells(DeskPhones phones, VoiceSettings settings, OpenLines open, Edge edge) {
        return new DeskBells(phones, new Networks(settings.desks()), open, edge);
    }

    @Bean
    PickUps pickUps(DeskBells bells, Switchboard switchboard, Clock clock) {
        return new PickUps(bells, switchboard, clock);
    }

    @Bean
    DeskRinger deskRinger(
            Switchboard switchboard,
            RingPolicy policy,
            DeskPhones phones,
            DeskBells bells,
            Telephone telephone,
            Workforce workforce,
            Clock clock) {
        DeskRinger ringer = new DeskRinger(switchboard, policy, phones, bells, telephone, workforce, clock);
        switchboard.onChange(ringer::wake);
        return ringer;
    }

    @Bean
    EmergencyCalls emergencyCalls(
            VoiceSettings settings, Trunks trunks, DeskBells bells, Dialler dialler, Edge edge, OpenLines open) {
        return new EmergencyCalls(settings.emergency(), trunks, bells, edge, open, dialler);
    }

    @Bean
    DeskCalls deskCalls(
            DeskPhones phones,
            DeskBells bells,
            Strangers strangers,
            Dialler dialler,
            EmergencyCalls emergencies,
            Consults consults,
            Switchboard switchboard,
            Workforce workforce,
            Clock clock) {
        return new DeskCalls(phones, bells, strangers, dialler, emergencies, consults, switchboard, workforce, clock);
    }

    @Bean
    PutThroughs putThroughs(
            Dialler dialler,
            Doors doors,
            Trunks trunks,
            Switchboard switchboard,
            Workforce workforce,
            Scribe scribe,
            CallBook book,
            Edge edge,
            OpenLines open,
            Clock clock) {
        return new PutThroughs(dialler, doors, trunks, switchboard, workforce, scribe, book, edge, open, clock);
    }

    @Bean
    Consults consults(Dialler dialler, DeskBells bells, Edge edge, OpenLines open) {
        return new Consults(dialler, bells, edge, open);
    }

    @Bean
    Transfers transfers(
            DeskPhones phones,
            DeskBells bells,
            PutThroughs putThroughs,
            Consults consults,
            Switchboard switchboard,
            Workforce workforce) {
        Transfers transfers = new Transfers(phones, putThroughs, consults, switchboard, workforce);
        bells.onReferral(transfers::asked);
        switchboard.onChange(transfers::wake);
        return transfers;
    }
}
