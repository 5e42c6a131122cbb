package io.rapport.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// From `250` to painted: 50 mails a second come in by SMTP while a real Chromium shows Today in one window and the
/// page
/// of a customer, who writes every tenth of them, in another.
///
/// How it is measured. In each page a MutationObserver looks for the mails' numbers in what the desktop puts into the
/// document; two animation frames later, when the frame that holds it was handed to the screen, it notes the page's
/// clock
/// (`performance.timeOrigin + performance.now()`). The sender notes the machine's clock when it has read `250`. Both
/// are
/// the same clock, to which `timeOrigin` is tied when the page is opened. Two frames are one more than are needed at
/// times, so the figure is too long by up to a frame rather than too short. The window for Today cuts its list and
/// paints a line for the newest beyond the cut; of several that come within one frame only the last has that line, and
/// the others count as painted with it, as the number above the list does count them.
final class Live {
    private static final int PER_SECOND = 50;
    private static final String WRITER = "live.writer@bakery.example";
    private static final String WATCH = """
            () => {
              window.painted = new Map();
              const seen = (text) => {
                for (const found of text.matchAll(/Live-(\\d+)-/g)) {
                  const n = Number(found[1]);
                  if (window.painted.has(n)) continue;
                  window.painted.set(n, 0);
                  requestAnimationFrame(() => requestAnimationFrame(() =>
                    window.painted.set(n, performance.timeOrigin + performance.now())));
                }
              };
              new MutationObserver((changes) => {
                for (const change of changes) {
                  if (change.type === 'characterData') seen(change.target.data);
                  for (const node of change.addedNodes) seen(node.textContent ?? '');
                }
              }).observe(document.body, { childList: true, subtree: true, characterData: true });
            }
            """;

    private Live() {}

    static void run(Bench.Options options) throws Exception {
        int seconds = options.by(20, 60, 180);
        Bench.say("load average %s", Files.readString(Path.of("/proc/loadavg")).strip());
        try (Installation installation = new Installation(options.program());
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
            long launched = System.nanoTime();
            installation.launch();
            installation.awaitReady(launched, Duration.ofMinutes(3));
            Browser chromium = chromium(playwright);
            Page today = signIn(chromium, installation.url(), "nell");
            Page person = signIn(chromium, installation.url(), "siobhan");
            try (SmtpClient client = new SmtpClient(installation.smtp())) {
                Pace.Mail first = mail(WRITER, "First");
                client.send(first.from(), first.to(), first.bytes());
            }
            person.locator("[data-promise]")
                    .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("First"))
                    .locator("b")
                    .first()
                    .click();
            person.locator("[data-entry]").first().waitFor();
            // Warm, as after a morning's work; its numbers are not counted.
            measure(installation, today, person, 10 * PER_SECOND, 1_000_000);
            Seen seen = measure(installation, today, person, seconds * PER_SECOND, 0);
            Bench.say(
                    "%-18s p50 %.0f ms, p99 %.0f ms, %d mails, %d without a line of their own",
                    "Today",
                    Pace.percentile(seen.today(), 0.5),
                    Pace.percentile(seen.today(), 0.99),
                    seen.today().size(),
                    seen.together());
            Bench.say(
                    "%-18s p50 %.0f ms, p99 %.0f ms, %d mails",
                    "customer's page",
                    Pace.percentile(seen.person(), 0.5),
                    Pace.percentile(seen.person(), 0.99),
                    seen.person().size());
            List<Double> all = new ArrayList<>(seen.today());
            all.addAll(seen.person());
            System.out.printf(
                    Locale.ROOT,
                    "{\"benchmark\":\"live\",\"mails\":%d,\"acknowledged\":%d,\"painted\":%d,\"p50Millis\":%.0f,"
                            + "\"p99Millis\":%.0f,\"todayP99Millis\":%.0f,\"personP99Millis\":%.0f,\"neverPainted\":%d,"
                            + "\"withoutOwnLine\":%d,\"perSecond\":%d}%n",
                    seconds * PER_SECOND,
                    seen.acknowledged(),
                    all.size(),
                    Pace.percentile(all, 0.5),
                    Pace.percentile(all, 0.99),
                    Pace.percentile(seen.today(), 0.99),
                    Pace.percentile(seen.person(), 0.99),
                    seen.never(),
                    seen.together(),
                    PER_SECOND);
        }
    }

    /// @param together how many were painted with a later one
    /// @param never how many were acknowledged and not painted when all was over
    private record Seen(List<Double> today, List<Double> person, int acknowledged, int together, int never) {}

    private static Seen measure(Installation installation, Page today, Page person, int mails, int from)
            throws InterruptedException {
        today.evaluate(WATCH);
        person.evaluate(WATCH);
        Pace pace = new Pace(installation.smtp(), PER_SECOND, mails, n -> {
            String writer = ofPerson(n) ? WRITER : "live" + (from + n) + "@new.example";
            return mail(writer, "Live-" + (from + n) + "-");
        });
        pace.join();
        TimeUnit.SECONDS.sleep(3);
        TreeMap<Integer, Double> onToday = painted(today, from);
        TreeMap<Integer, Double> onPerson = painted(person, from);
        Seen seen = new Seen(
                new ArrayList<>(), new ArrayList<>(), pace.acknowledged().size(), 0, 0);
        int together = 0;
        int never = 0;
        for (Map.Entry<Integer, Double> mail : pace.acknowledged().entrySet()) {
            Double at = (ofPerson(mail.getKey()) ? onPerson : onToday).get(mail.getKey());
            if (at == null && !ofPerson(mail.getKey())) {
                // The earliest paint of one whose 250 came later.
                at = onToday.entrySet().stream()
                        .filter(other -> pace.acknowledged().getOrDefault(other.getKey(), 0.0) >= mail.getValue())
                        .map(Map.Entry::getValue)
                        .min(Double::compare)
                        .orElse(null);
                together++;
            }
            if (at == null) {
                never++;
            } else {
                (ofPerson(mail.getKey()) ? seen.person() : seen.today()).add(at - mail.getValue());
            }
        }
        return new Seen(seen.today(), seen.person(), seen.acknowledged(), together, never);
    }

    private static boolean ofPerson(int n) {
        return n % 10 == 9;
    }

    private static TreeMap<Integer, Double> painted(Page page, int from) {
        Object pairs = page.evaluate("() => [...window.painted].filter((p) => p[1] > 0).flatMap((p) => p)");
        TreeMap<Integer, Double> painted = new TreeMap<>();
        List<?> flat = (List<?>) pairs;
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            int n = ((Number) flat.get(i)).intValue() - from;
            painted.put(n, ((Number) flat.get(i + 1)).doubleValue());
        }
        return painted;
    }

    private static Pace.Mail mail(String writer, String mark) {
        String text = "From: " + writer.substring(0, writer.indexOf('@')) + " <" + writer + ">\r\nTo: harbourside@"
                + Letters.DOMAIN + "\r\nSubject: " + mark + " the line falls over\r\nMessage-ID: <" + mark
                + System.nanoTime()
                + "@bakery.example>\r\n\r\n" + mark + " it falls over every afternoon.\r\n";
        return new Pace.Mail(writer, "harbourside@" + Letters.DOMAIN, text.getBytes(StandardCharsets.UTF_8));
    }

    static Browser chromium(Playwright playwright) {
        Path program = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("'live' needs Chromium (Debian's package chromium)."));
        List<String> arguments = new ArrayList<>(List.of(
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                // Both windows are looked at: neither is slowed down as one behind the other would be.
                "--disable-renderer-backgrounding",
                "--disable-backgrounding-occluded-windows"));
        if ("root".equals(System.getProperty("user.name"))) {
            arguments.add("--no-sandbox");
        }
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(arguments));
    }

    static Page signIn(Browser chromium, String url, String name) {
        BrowserContext context = chromium.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
        Page page = context.newPage();
        page.navigate(url);
        page.getByLabel("Name").fill(name + "@" + Letters.DOMAIN);
        page.getByLabel("Password").fill(DeskClient.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.locator("nav.rail h2").waitFor();
        return page;
    }
}
