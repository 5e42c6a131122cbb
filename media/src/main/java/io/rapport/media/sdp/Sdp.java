package io.rapport.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A session description.
///
/// @param origin who wrote it and which version it is
/// @param name of the session; `-` means none
/// @param connection for media without one of their own
/// @param attributes of the whole session
public record Sdp(
        Origin origin, String name, Optional<Connection> connection, List<Attribute> attributes, List<Media> media) {

    /// @param user `-` means none
    /// @param session digits, unique for its host
    /// @param version digits; greater with each change
    public record Origin(String user, String session, String version, Connection host) {}

    public Optional<String> attribute(String name) {
        return Attribute.first(attributes, name);
    }

    /// Where this section's media are to be sent.
    public Optional<Connection> connection(Media section) {
        return section.connection().or(this::connection);
    }

    /// Who sends in this section, as its writer sees it.
    public Direction direction(Media section) {
        return Direction.of(section.attributes(), Direction.of(attributes, Direction.SENDRECV));
    }

    /// An attribute of the section, or else of the session: keys of ICE and DTLS may stand at either.
    public Optional<String> inherited(Media section, String name) {
        return section.attribute(name).or(() -> attribute(name));
    }

    /// Its lines, each with CR LF.
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add("v=0");
        lines.add("o=%s %s %s IN IP%d %s"
                .formatted(
                        origin.user(),
                        origin.session(),
                        origin.version(),
                        origin.host().version(),
                        origin.host().address()));
        lines.add("s=" + name);
        connection.ifPresent(c -> lines.add(c.line()));
        lines.add("t=0 0");
        attributes.forEach(attribute -> lines.add(attribute.line()));
        for (Media section : media) {
            lines.add("m=%s %d %s %s"
                    .formatted(
                            section.kind(), section.port(), section.protocol(), String.join(" ", section.formats())));
            section.connection().ifPresent(c -> lines.add(c.line()));
            section.attributes().forEach(attribute -> lines.add(attribute.line()));
        }
        return String.join("\r\n", lines) + "\r\n";
    }
}
