package io.rapport.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A customer with ten thousand lines in a real Chromium: from the press on their name to the frame in which the newest
/// lines stand, and how smoothly one scrolls up to the very first, page by page, with everything drawn that was read.
///
/// How it is measured. The page clicks a link of its own and takes its clock; a MutationObserver sees the first line of
/// the story come into the document, and two animation frames later, when the frame that holds it was handed to the
/// screen, the clock is taken again. Each opening is of another customer with as long a story, and starts at People.
/// While one scrolls, the longest frames are counted: one longer than 50 ms is a stutter that a person can see.
final class Open {
    private static final int LINES = 10_000;
    private static final String OPENING = """
            (address) => new Promise((done) => {
              const begun = performance.now();
              const seen = new MutationObserver(() => {
                if (location.pathname !== address || !document.querySelector('main.person [data-entry]')) return;
                seen.disconnect();
                requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
              });
              seen.observe(document.body, { childList: true, subtree: true });
              document.querySelector(`a[href="${address}"]`).click();
            })
            """;
    private static final String SCROLLING = """
            (wanted) => new Promise((done) => {
              const flow = document.querySelector('section.flow');
              const frames = [];
              let last = performance.now();
              let still = 0;
              const step = (now) => {
                frames.push(now - last);
                last = now;
                const lines = document.querySelectorAll('[data-entry]').length;
                still = flow.scrollTop <= 0 ? still + 1 : 0;
                if (lines >= wanted || still > 120) return done([lines, ...frames]);
                flow.scrollTop = Math.max(0, flow.scrollTop - 400);
                requestAnimationFrame(step);
              };
              requestAnimationFrame(step);
            })
            """;

    private Open() {}

    static void run(Bench.Options options) throws Exception {
        int openings = options.by(10, 30, 100);
        int scrolled = options.by(3_000, LINES, LINES);
        Bench.say("load average %s", Files.readString(Path.of("/proc/loadavg")).strip());
        try (Installation installation = new Installation(options.program());
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
            long launched = System.nanoTime();
            installation.launch();
            installation.awaitReady(launched, Duration.ofMinutes(3));
            installation.killServer();
            // One customer in a hundred has a fifth of all lines: ten of them, ten thousand each.
            Story.Span customers;
            try (Connection database = installation.database()) {
                customers = Story.write(database, 1_000, LINES * 10 * 5);
            }
            long again = System.nanoTime();
            installation.launch();
            installation.awaitReady(again, Duration.ofMinutes(3));
            Browser chromium = Live.chromium(playwright);
            Page page = Live.signIn(chromium, installation.url(), "nell");
            List<Double> millis = new ArrayList<>();
            open(page, customers.first());
            open(page, customers.first() + 1);
            for (int i = 0; i < openings; i++) {
                millis.add(open(page, customers.first() + 2 + i % 8));
            }
            Bench.say(
                    "%-28s p50 %.0f ms, p95 %.0f ms, most %.0f ms",
                    "opened", Pace.percentile(millis, 0.5), Pace.percentile(millis, 0.95), Pace.percentile(millis, 1));
            List<?> frames = (List<?>) page.evaluate(SCROLLING, scrolled);
            int lines = ((Number) frames.getFirst()).intValue();
            List<Double> lengths = frames.stream()
                    .skip(2)
                    .map(one -> ((Number) one).doubleValue())
                    .toList();
            long stutters = lengths.stream().filter(one -> one > 50).count();
            Bench.say(
                    "%-28s %d lines drawn, %d frames: p50 %.0f ms, p99 %.0f ms, %d longer than 50 ms, longest %.0f ms",
                    "scrolled up",
                    lines,
                    lengths.size(),
                    Pace.percentile(lengths, 0.5),
                    Pace.percentile(lengths, 0.99),
                    stutters,
                    Pace.percentile(lengths, 1));
            System.out.printf(
                    Locale.ROOT,
                    "{\"benchmark\":\"open\",\"lines\":%d,\"openings\":%d,\"p50Millis\":%.0f,\"p95Millis\":%.0f,"
                            + "\"drawn\":%d,\"frameP99Millis\":%.0f,\"stutters\":%d}%n",
                    LINES,
                    millis.size(),
                    Pace.percentile(millis, 0.5),
                    Pace.percentile(millis, 0.95),
                    lines,
                    Pace.percentile(lengths, 0.99),
                    stutters);
        }
    }

    private static double open(Page page, long customer) {
        page.keyboard().press("2");
        page.waitForURL("**/people");
        String address = "/people/" + customer;
        page.evaluate("""
                (address) => {
                  const link = document.createElement('a');
                  link.href = address;
                  link.onclick = (event) => {
                    event.preventDefault();
                    history.pushState(null, '', address);
                    dispatchEvent(new PopStateEvent('popstate'));
                    link.remove();
                  };
                  document.body.append(link);
                }
                """, address);
        return ((Number) page.evaluate(OPENING, address)).doubleValue();
    }
}
