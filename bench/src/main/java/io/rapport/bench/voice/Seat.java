package io.rapport.bench.voice;

import io.rapport.bench.DeskClient;
import java.io.IOException;
import java.net.http.WebSocket;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One agent at their desk: signed in, the live stream open, their browser's line up.
final class Seat {
    /// A few calls ring at an agent, the oldest; the others of the team stand beside them, and may be answered as well.
    private static final Pattern RINGING =
            Pattern.compile("\\{\"id\":\"(\\d+)\",(?:\"direction\":\"IN\",\"state\":\"RINGING\",)?"
                    + "\"customer\":\\{[^}]*\\},\"number\":\"([^\"]*)\"");
    private static final Pattern ANSWER = Pattern.compile("\"answer\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    final DeskClient desk;
    final Browser browser;
    private final WebSocket stream;
    private volatile BiConsumer<String, String> rings = (call, number) -> {};

    /// @param number of the browser's end
    Seat(DeskClient desk, int number, Air air, IntConsumer stranger, Random random)
            throws IOException, InterruptedException {
        this.desk = desk;
        browser = new Browser(number, End.NOBODY, random);
        browser.onStranger(stranger);
        stream = desk.follow(this::heard);
        desk.send("PUT", "/api/presence", "{\"state\":\"AVAILABLE\",\"note\":\"\"}");
        String said = desk.post("/api/phone/line", "{\"offer\":\"" + escaped(browser.offer()) + "\"}");
        Matcher answer = ANSWER.matcher(said);
        if (!answer.find()) {
            throw new IOException("no line: " + said);
        }
        browser.answered(
                answer.group(1).replace("\\r", "\r").replace("\\n", "\n").replace("\\/", "/"));
        browser.connect();
        air.add(browser);
    }

    private static String escaped(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }

    /// Who hears of what rings here: the call, and the caller's number. Told again with each change of what is seen.
    void onRing(BiConsumer<String, String> hears) {
        rings = hears;
    }

    private void heard(String text) {
        if (text.startsWith("{\"kind\":\"phone\"")) {
            Matcher ringing = RINGING.matcher(text);
            while (ringing.find()) {
                rings.accept(ringing.group(1), ringing.group(2));
            }
        }
    }

    void leave() {
        stream.abort();
    }

    /// What this agent does with a call: `answer`, `hang-up`.
    ///
    /// @throws IOException where it was refused
    void does(String call, String what) throws IOException, InterruptedException {
        desk.post("/api/phone/calls/" + call + "/" + what, "{}");
    }

    /// Is free again at once.
    void wrapUp() throws IOException, InterruptedException {
        desk.send("DELETE", "/api/phone/wrap-up", "");
    }
}
