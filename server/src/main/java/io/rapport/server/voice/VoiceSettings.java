package io.rapport.server.voice;

import io.rapport.media.codec.Coding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `rapport.voice.*`: the telephone.
///
/// @param enabled default `true`; off where nobody calls
/// @param address on which calls and sound come in. Default `127.0.0.1`; `0.0.0.0` to be reached from
///     elsewhere, which `publicAddress` then must say
/// @param publicAddress as which telephones and browsers reach this machine, in digits. Default:
///     `address`
/// @param port of SIP, by UDP and TCP. Default 5060
/// @param firstMediaPort of those that sound is sent from and taken at. Default 0: any that are free
/// @param lastMediaPort of those. Default 0; a call needs one, and one of us at their desk another
/// @param mostCalls at once; who calls beyond that hears that we are busy and is called back. Default
///     300
/// @param ringing at whom a call rings, and what the caller hears
/// @param wrapUp time of one's own after a call. Default 30 s
/// @param callBackWithin working time within which one who hung up is called back. Default 30 min
/// @param longestVoicemail default 5 min
/// @param sounds a folder with sounds of your own in place of ours, as WAV files: `music.wav`, and
///     `greeting`, `voicemail`, `closed`, `recorded` and the parts of news (`news.busy`), each with `.en.wav` and
///     `.es.wav`. What a team records itself goes before. Default none
/// @param desks from where telephones on desks may register here: networks (`10.0.0.0/8`). Default: this machine and
///     networks that are not of the internet
/// @param emergency numbers of the fire brigade and the like that telephones on desks may dial, each with the name of
///     the trunk that takes it (`emergency.112: Provider`). Default none: whoever dials one is told to take a mobile
///     telephone
/// @param certificate shown to trunks by TLS: a PEM file with the whole chain. Default none: no trunk is reached by
/// TLS.
///     A renewed one is taken up with the next start
/// @param certificatePrivateKey its key, a PEM file without password
/// @param trusted by whom certificates of trunks are signed: a PEM file. Default: whom Java trusts
/// @param tlsPort of SIP by TLS, where there is a certificate. Default 5061
/// @param outgoing how often we call out
/// @param pulse after which a trunk that takes our calls is asked again whether it is there. Default 30 s
/// @param countries whose numbers we call (`GB`, `IE`). Default: those of our own numbers; whoever
///     could make us dial anywhere could make us pay
/// @param codecs that we speak with telephones, what we like best first: of `g722`, `pcma`, `pcmu` and `opus`. Default
///     `g722`, `pcma`, `pcmu`. What both ends of a call speak is passed on as it comes; else it is written anew, which
///     with Opus takes half a percent of a processor for each call, as music for who waits does
@ConfigurationProperties("rapport.voice")
public record VoiceSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("") String publicAddress,
        @DefaultValue("5060") int port,
        @DefaultValue("0") int firstMediaPort,
        @DefaultValue("0") int lastMediaPort,
        @DefaultValue("300") int mostCalls,
        @DefaultValue Ringing ringing,
        @DefaultValue("30s") Duration wrapUp,
        @DefaultValue("30m") Duration callBackWithin,
        @DefaultValue("5m") Duration longestVoicemail,
        Optional<String> sounds,

        @DefaultValue({"127.0.0.0/8", "::1", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fe80::/10"})
        List<String> desks,

        @DefaultValue Map<String, String> emergency,
        Optional<String> certificate,
        Optional<String> certificatePrivateKey,
        Optional<String> trusted,
        @DefaultValue("5061") int tlsPort,
        @DefaultValue Outgoing outgoing,
        @DefaultValue("30s") Duration pulse,
        @DefaultValue List<String> countries,
        @DefaultValue({"g722", "pcma", "pcmu"}) List<Coding> codecs) {

    /// `rapport.voice.ringing.*`: at whom a call rings, and what the caller hears.
    ///
    /// @param known for so long at whoever knows the caller alone. Default 12 s
    /// @param home for so long within the home team alone. Default 20 s
    /// @param next after each further time at one team more. Default 10 s
    /// @param greetAfter before it is taken and the caller hears music. Default 15 s
    /// @param longest before the caller is asked to leave a message. Default 15 min
    /// @param parked before a call whose agent's browser has gone rings at others. Default 30 s
    /// @param newsEvery after which time who waits is told how it stands, again and again. Default 40 s
    public record Ringing(
            @DefaultValue("12s") Duration known,
            @DefaultValue("20s") Duration home,
            @DefaultValue("10s") Duration next,
            @DefaultValue("15s") Duration greetAfter,
            @DefaultValue("15m") Duration longest,
            @DefaultValue("30s") Duration parked,
            @DefaultValue("40s") Duration newsEvery) {}

    /// `rapport.voice.outgoing.*`: how often we call out. Whoever gets hold of an account can't run up a bill in a
    /// night;
    /// emergency calls are not counted.
    ///
    /// @param perAgent by one of us within an hour. Default 60
    /// @param perHouse by all of us within an hour. Default 1000
    /// @param atOnce going out at one moment. Default 100
    public record Outgoing(
            @DefaultValue("60") int perAgent,
            @DefaultValue("1000") int perHouse,
            @DefaultValue("100") int atOnce) {}
}
