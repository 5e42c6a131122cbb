package io.rapport.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One `m=` section.
///
/// @param kind `audio`, `video`, `application` …
/// @param port 0: refused or taken away
/// @param protocol `RTP/AVP`, `RTP/SAVP`, `UDP/TLS/RTP/SAVPF` …
/// @param formats payload types as texts, the preferred one first; other words for other protocols
/// @param connection its own, where it has one
public record Media(
        String kind,
        int port,
        String protocol,
        List<String> formats,
        Optional<Connection> connection,
        List<Attribute> attributes) {

    public Optional<String> attribute(String name) {
        return Attribute.first(attributes, name);
    }

    public boolean has(String name) {
        return attribute(name).isPresent();
    }

    /// Values of all lines of this name, in their order.
    public List<String> all(String name) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(name))
                .map(Attribute::value)
                .toList();
    }

    /// In the order of preference; a number that nothing explains is left out.
    public List<Codec> codecs() {
        List<Codec> codecs = new ArrayList<>();
        for (String format : formats) {
            if (format.matches("\\d{1,3}") && Integer.parseInt(format) <= 127) {
                int type = Integer.parseInt(format);
                String parameters = parameters(type);
                mapped(type)
                        .or(() -> Codec.fixed(type))
                        .map(codec -> new Codec(type, codec.name(), codec.clockRate(), codec.channels(), parameters))
                        .ifPresent(codecs::add);
            }
        }
        return codecs;
    }

    private Optional<Codec> mapped(int type) {
        String begin = type + " ";
        return all("rtpmap").stream()
                .filter(map -> map.startsWith(begin))
                .map(map -> map.substring(begin.length()).strip().split("/", -1))
                .filter(parts -> parts.length >= 2 && parts.length <= 3 && !parts[0].isEmpty())
                .filter(parts -> parts[1].matches("[1-9]\\d{0,8}") && (parts.length == 2 || parts[2].matches("[1-9]")))
                .findFirst()
                .map(parts -> new Codec(
                        type,
                        parts[0],
                        Integer.parseInt(parts[1]),
                        parts.length == 2 ? 1 : Integer.parseInt(parts[2]),
                        ""));
    }

    private String parameters(int type) {
        String begin = type + " ";
        return all("fmtp").stream()
                .filter(line -> line.startsWith(begin))
                .map(line -> line.substring(begin.length()).strip())
                .findFirst()
                .orElse("");
    }

    /// Milliseconds of sound a packet that the writer wants, from 1 to 200.
    public Optional<Integer> packetMillis() {
        return attribute("ptime")
                .filter(text -> text.matches("\\d{1,3}"))
                .map(Integer::valueOf)
                .filter(millis -> millis >= 1 && millis <= 200);
    }

    public List<Crypto> cryptos() {
        return all("crypto").stream()
                .flatMap(value -> Crypto.of(value).stream())
                .toList();
    }
}
