package io.rapport.server.endtoend;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The system's Chromium: without a window of its own where Debian has it so, which takes half the work. Errors that a
/// page logs fail the test that opened it.
final class Browser implements AutoCloseable {
    private static final List<String> PLACES = List.of(
            "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome");

    /// Shared by all tests of this process: to unpack the driver and to start a browser costs seconds of both cores.
    private static final class Shared {
        static final Playwright PLAYWRIGHT = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        static final com.microsoft.playwright.Browser CHROMIUM = launch(List.of());
    }

    /// A Chromium of its own.
    static com.microsoft.playwright.Browser launch(List<String> more) {
        Path program = PLACES.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The tests need Chromium (Debian's package chromium)."));
        List<String> arguments = new ArrayList<>(List.of(
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync"));
        arguments.addAll(more);
        if ("root".equals(System.getProperty("user.name"))) {
            arguments.add("--no-sandbox");
        }
        return Shared.PLAYWRIGHT
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(arguments));
    }

    /// Of all browsers of this process, whose tests run one after the other.
    static final Set<BrowserContext> OPEN = new LinkedHashSet<>();

    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();

    Browser() {
        // Two cores may be busy with other tests' browsers.
        PlaywrightAssertions.setDefaultAssertionTimeout(40_000);
    }

    private BrowserContext context(com.microsoft.playwright.Browser.NewContextOptions options) {
        BrowserContext context = Shared.CHROMIUM.newContext(options);
        context.setDefaultTimeout(40_000);
        contexts.add(context);
        OPEN.add(context);
        return context;
    }

    /// A desktop of its own (cookies apart from the others'), signed in.
    Page signIn(String url, String name, String password) {
        return signIn(open(url), name, password);
    }

    /// Signs in at the page that asks for it.
    static Page signIn(Page page, String name, String password) {
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.locator("nav.rail h2").waitFor();
        return page;
    }

    /// A page of its own, with cookies apart from the others'.
    Page open(String url) {
        BrowserContext context =
                context(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1440, 900));
        Page page = context.newPage();
        page.onPageError(error -> mistakes.add(error));
        page.navigate(url);
        return page;
    }

    /// A customer's browser in which no script runs.
    Page withoutScript() {
        BrowserContext context =
                context(new com.microsoft.playwright.Browser.NewContextOptions().setJavaScriptEnabled(false));
        return context.newPage();
    }

    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    @Override
    public void close() {
        contexts.stream().filter(OPEN::remove).forEach(BrowserContext::close);
        contexts.clear();
    }
}
