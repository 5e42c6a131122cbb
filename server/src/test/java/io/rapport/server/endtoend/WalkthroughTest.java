package io.rapport.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.outside.mail.MailWriter;
import io.rapport.outside.mail.SmtpSink;
import io.rapport.server.RunningRapport;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Follows one mail through the running server by the JVM's own method tracing (JEP 520) and holds the walkthrough in
/// docs against what it saw; `-Drapport.write` writes it anew.
class WalkthroughTest {
    private static final Path PAGE = Path.of("..", "docs", "walkthroughs", "inbound-email.md");
    private static final String OURS = "io.rapport.server.";
    private static final Pattern FIRST_SENTENCE = Pattern.compile("(?s)^(.*?[.:!?])(?:\\s|$)");
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// One stretch of the way: it ends in a method of ours, on the thread that got there.
    ///
    /// @param thread how the thread's name begins
    private record Leg(String title, String why, String type, String method, String thread) {}

    private static final List<Leg> LEGS = List.of(
            new Leg(
                    "From the wire to the commit",
                    "On the caller's own thread; `250` is said when this has returned.",
                    OURS + "channel.InboundStore",
                    "insert",
                    "smtp-"),
            new Leg(
                    "From the journal to the desktops",
                    "On the reader's thread, woken by the commit; the socket's own thread writes it to the browser.",
                    OURS + "desk.StreamHub",
                    "publish",
                    "journal-"),
            new Leg(
                    "From the agent's button to the queue",
                    "The reply is durable when the button is answered, and can be taken back for ten seconds.",
                    OURS + "channel.OutboundStore",
                    "insert",
                    ""),
            new Leg(
                    "From the queue to the relay",
                    "What it answers is kept, and what it promises is made, when the reply leaves.",
                    OURS + "email.send.MailCarrier",
                    "carry",
                    ""),
            new Leg(
                    "The promise to answer is kept",
                    "In the transaction in which the reply is handed to its carrier.",
                    OURS + "promise.Promises",
                    "keep",
                    ""));

    @Test
    void the_way_of_a_mail_is_as_the_walkthrough_says() throws Exception {
        // The server stops at any key that it does not know.
        boolean write = System.clearProperty("rapport.write") != null;
        Path recorded = Files.createTempFile("walkthrough", ".jfr");
        try (SmtpSink world = new SmtpSink();
                RunningRapport rapport = RunningRapport.start(
                        "--rapport.demo=true",
                        "--rapport.email.relay.host=127.0.0.1",
                        "--rapport.email.relay.port=" + world.port(),
                        "--rapport.email.relay.security=NONE");
                Recording recording = new Recording()) {
            recording.enable("jdk.MethodTrace").with("filter", filter()).withStackTrace();
            recording.start();
            walk(rapport, world);
            recording.stop();
            recording.dump(recorded);
        }
        String page = page(legs(RecordingFile.readAllEvents(recorded)));
        Files.delete(recorded);
        if (write) {
            System.setProperty("rapport.write", "");
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("the walkthrough is stale; ./rapport test -Dtest=WalkthroughTest -Drapport.write writes it anew")
                .isEqualTo(page);
    }

    private static String filter() {
        Set<String> filters = new LinkedHashSet<>();
        LEGS.forEach(leg -> filters.add(leg.type() + "::" + leg.method()));
        return String.join(";", filters);
    }

    private static void walk(RunningRapport rapport, SmtpSink world) throws Exception {
        new MailWriter(rapport.smtpPort())
                .send(new MailWriter.Letter(
                        "Gwen Baker",
                        "gwen@bakery.example",
                        "harbourside@brightline.example",
                        "Off line",
                        "Help.",
                        ""));
        rapport.caughtUp();
        try (HttpClient nell =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            JsonNode session = JSON.readTree(ask(
                    nell,
                    rapport,
                    "/api/session",
                    "",
                    "{\"name\":\"nell@brightline.example\",\"password\":\"brightline-demo\"}"));
            Map<String, Object> ids = rapport.jdbc().queryForMap("""
                    select m.customer, m.id as matter, l.contact_point from matter m
                      join customer_contact_point l on l.customer = m.customer where m.about = 'Off line'
                    """);
            ask(
                    nell,
                    rapport,
                    "/api/customers/" + ids.get("customer") + "/replies",
                    session.path("csrf").asString(),
                    JSON.writeValueAsString(Map.of(
                            "key",
                            "walk",
                            "matter",
                            ids.get("matter").toString(),
                            "to",
                            ids.get("contact_point").toString(),
                            "text",
                            "It is on again.")));
        }
        world.await(mail -> mail.recipient().equals("gwen@bakery.example"), Duration.ofSeconds(40));
        // A method is traced when it returns, a moment after the far side has the mail.
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (rapport.count("select count(*) from outbound where state = 'ACCEPTED' and not automatic") == 0) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.onSpinWait();
        }
        rapport.caughtUp();
    }

    private static String ask(HttpClient client, RunningRapport rapport, String path, String csrf, String body)
            throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(rapport.url() + path))
                        .header("Content-Type", "application/json")
                        .header("X-Rapport-Csrf", csrf.isEmpty() ? "none" : csrf)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return answer.body();
    }

    /// The first way that was seen for each leg: files in the order in which they are passed, with their methods.
    private static Map<Leg, Map<String, List<String>>> legs(List<RecordedEvent> events) {
        Map<Leg, Map<String, List<String>>> ways = new LinkedHashMap<>();
        for (Leg leg : LEGS) {
            Map<String, List<String>> way = events.stream()
                    .filter(event -> event.getEventType().getName().equals("jdk.MethodTrace"))
                    .filter(event -> event.getThread() != null
                            && Optional.ofNullable(event.getThread().getJavaName())
                                    .orElse("")
                                    .startsWith(leg.thread()))
                    .map(WalkthroughTest::frames)
                    .filter(frames -> !frames.isEmpty() && endsIn(frames.getLast(), leg))
                    .findFirst()
                    .map(WalkthroughTest::files)
                    .orElseThrow(() -> new AssertionError(
                            "nothing passed " + leg.type() + "::" + leg.method() + " among " + events.size()));
            ways.put(leg, way);
        }
        return ways;
    }

    private record Frame(String type, String method) {}

    private static boolean endsIn(Frame frame, Leg leg) {
        return frame.type().equals(leg.type()) && frame.method().equals(leg.method());
    }

    /// Our own frames, the outermost first, the traced method last. A lambda counts as the method it stands in.
    private static List<Frame> frames(RecordedEvent event) {
        List<Frame> frames = new ArrayList<>();
        if (event.getStackTrace() == null) {
            return frames;
        }
        List<RecordedMethod> methods = new ArrayList<>();
        event.getStackTrace().getFrames().reversed().stream()
                .map(RecordedFrame::getMethod)
                .forEach(methods::add);
        methods.add(event.getValue("method"));
        for (RecordedMethod passed : methods) {
            String type = passed.getType().getName();
            if (type.startsWith(OURS) && !type.contains("$$")) {
                Matcher lambda = LAMBDA.matcher(passed.getName());
                String name = lambda.matches() ? lambda.group(1) : passed.getName();
                frames.add(new Frame(type.replaceAll("\\$.*", ""), name));
            }
        }
        return frames;
    }

    private static Map<String, List<String>> files(List<Frame> frames) {
        Map<String, List<String>> files = new LinkedHashMap<>();
        for (Frame frame : frames) {
            List<String> methods = files.computeIfAbsent(frame.type(), _ -> new ArrayList<>());
            if (!methods.contains(frame.method())) {
                methods.add(frame.method());
            }
        }
        return files;
    }

    private static String page(Map<Leg, Map<String, List<String>>> ways) throws IOException {
        StringBuilder page = new StringBuilder("# How one mail travels\n\n");
        page.append(
                        "A customer writes, an agent answers, a promise is kept. Read the files in this order. The order is not a\n")
                .append(
                        "drawing: a test sends the mail through the running server, lets the JVM trace the methods, and fails\n")
                .append("when this page says something else.\n");
        Set<String> toTheScreen = new LinkedHashSet<>();
        int legs = 0;
        for (Map.Entry<Leg, Map<String, List<String>>> way : ways.entrySet()) {
            page.append("\n## ")
                    .append(way.getKey().title())
                    .append("\n\n")
                    .append(way.getKey().why())
                    .append("\n\n");
            int number = 0;
            for (Map.Entry<String, List<String>> file : way.getValue().entrySet()) {
                String name = file.getKey().substring(OURS.length());
                page.append(++number)
                        .append(". `")
                        .append(name)
                        .append("` (")
                        .append(String.join(
                                ", ",
                                file.getValue().stream()
                                        .map(m -> m.equals("<init>") || m.equals("new") ? "constructor" : m)
                                        .toList()))
                        .append("): ")
                        .append(purpose(file.getKey()))
                        .append('\n');
                if (legs < 2) {
                    toTheScreen.add(name);
                }
            }
            legs++;
        }
        page.append("\nFrom the wire to the screen that is ")
                .append(toTheScreen.size())
                .append(" files of the server.\n");
        return page.toString();
    }

    /// The first sentence of what the file says of itself.
    private static String purpose(String type) throws IOException {
        String source = Files.readString(Path.of("src", "main", "java", type.replace('.', '/') + ".java"));
        StringBuilder doc = new StringBuilder();
        for (String line : source.lines().toList()) {
            if (line.startsWith("///")) {
                doc.append(line.substring(3).strip()).append(' ');
            } else if (!doc.isEmpty() && !line.startsWith("@")) {
                break;
            }
        }
        Matcher sentence = FIRST_SENTENCE.matcher(doc.toString().strip());
        String first = sentence.find() ? sentence.group(1) : doc.toString().strip();
        return first.isEmpty() ? "(says nothing of itself)." : first.replaceAll(":$", ".");
    }
}
