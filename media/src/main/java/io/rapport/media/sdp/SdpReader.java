package io.rapport.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads descriptions that anybody may have sent. Takes lines that end with LF alone and lines out of order, as many
/// exchanges write them; refuses what could be sent to a wrong place: no connection, ports and versions out of range.
public final class SdpReader {
    public static final int MOST_CHARACTERS = 65_535;

    private static final int MOST_LINES = 2_000;
    private static final int MOST_SECTIONS = 32;
    private static final Pattern ORIGIN =
            Pattern.compile("(\\S{1,100}) +(\\d{1,30}) +(\\d{1,30}) +IN +IP([46]) +(\\S{1,255})");
    private static final Pattern CONNECTION = Pattern.compile("IN +IP([46]) +([^\\s/]{1,255})(?:/\\d{1,3}){0,2}");
    private static final Pattern SECTION =
            Pattern.compile("([A-Za-z0-9.+_-]{1,40}) +(\\d{1,5})(?:/\\d{1,4})? +([A-Za-z0-9./+_-]{1,60}) +(\\S.*)");

    private SdpReader() {}

    public static SdpReading read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return new SdpReading.Refused("expected at most " + MOST_CHARACTERS + " characters");
        }
        try {
            return new SdpReading.Whole(new Reading().read(text));
        } catch (Bad bad) {
            return new SdpReading.Refused(String.valueOf(bad.getMessage()));
        }
    }

    private static final class Bad extends Exception {
        private static final long serialVersionUID = 1L;

        Bad(String expected) {
            super("expected " + expected, null, false, false);
        }
    }

    private static final class Reading {
        private Optional<Sdp.Origin> origin = Optional.empty();
        private Optional<String> name = Optional.empty();
        private Optional<Connection> connection = Optional.empty();
        private final List<Attribute> attributes = new ArrayList<>();
        private final List<Section> sections = new ArrayList<>();
        private boolean version;

        /// One `m=` section as far as it has been read.
        private static final class Section {
            private final Matcher line;
            private Optional<Connection> connection = Optional.empty();
            private final List<Attribute> attributes = new ArrayList<>();

            Section(Matcher line) {
                this.line = line;
            }

            Media media() throws Bad {
                int port = Integer.parseInt(line.group(2));
                if (port > 65_535) {
                    throw new Bad("a port up to 65535");
                }
                return new Media(
                        line.group(1),
                        port,
                        line.group(3),
                        List.of(line.group(4).strip().split(" +")),
                        connection,
                        List.copyOf(attributes));
            }
        }

        Sdp read(String text) throws Bad {
            String[] lines = text.split("\r?\n", MOST_LINES + 1);
            if (lines.length > MOST_LINES) {
                throw new Bad("at most " + MOST_LINES + " lines");
            }
            for (String line : lines) {
                if (!line.isBlank()) {
                    line(line);
                }
            }
            if (!version) {
                throw new Bad("v=0 first");
            }
            List<Media> media = new ArrayList<>();
            for (Section section : sections) {
                media.add(section.media());
            }
            Optional<Connection> common = connection;
            if (media.stream()
                    .anyMatch(section -> section.port() > 0
                            && section.connection().or(() -> common).isEmpty())) {
                throw new Bad("a connection for each section");
            }
            return new Sdp(
                    origin.orElseThrow(() -> new Bad("an origin")),
                    name.orElse("-"),
                    connection,
                    List.copyOf(attributes),
                    List.copyOf(media));
        }

        private void line(String line) throws Bad {
            if (line.length() < 2 || line.charAt(1) != '=' || line.chars().anyMatch(c -> c < ' ' && c != '\t')) {
                throw new Bad("lines of a letter and an equals sign");
            }
            String value = line.substring(2).strip();
            if (!version && line.charAt(0) != 'v') {
                throw new Bad("v=0 first");
            }
            switch (line.charAt(0)) {
                case 'v' -> {
                    version = value.equals("0");
                    if (!version) {
                        throw new Bad("v=0");
                    }
                }
                case 'o' -> origin(value);
                case 's' -> name = Optional.of(value.isEmpty() ? "-" : value);
                case 'c' -> connection(value);
                case 'm' -> section(value);
                case 'a' -> attribute(value);
                default -> {}
            }
        }

        private void origin(String value) throws Bad {
            Matcher found = ORIGIN.matcher(value);
            if (!found.matches()) {
                throw new Bad("an origin of user, session, version and address");
            }
            origin = Optional.of(new Sdp.Origin(
                    found.group(1),
                    found.group(2),
                    found.group(3),
                    new Connection(Integer.parseInt(found.group(4)), found.group(5))));
        }

        private void connection(String value) throws Bad {
            Matcher found = CONNECTION.matcher(value);
            if (!found.matches()) {
                throw new Bad("a connection to an IP address");
            }
            Optional<Connection> read = Optional.of(new Connection(Integer.parseInt(found.group(1)), found.group(2)));
            if (sections.isEmpty()) {
                connection = read;
            } else {
                sections.getLast().connection = read;
            }
        }

        private void section(String value) throws Bad {
            Matcher found = SECTION.matcher(value);
            if (!found.matches() || sections.size() == MOST_SECTIONS) {
                throw new Bad("at most " + MOST_SECTIONS + " sections of kind, port, protocol and formats");
            }
            sections.add(new Section(found));
        }

        private void attribute(String value) throws Bad {
            int colon = value.indexOf(':');
            String named = colon < 0 ? value : value.substring(0, colon);
            if (named.isBlank()) {
                throw new Bad("an attribute with a name");
            }
            Attribute attribute = new Attribute(
                    named, colon < 0 ? "" : value.substring(colon + 1).strip());
            (sections.isEmpty() ? attributes : sections.getLast().attributes).add(attribute);
        }
    }
}
