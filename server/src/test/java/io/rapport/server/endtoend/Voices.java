package io.rapport.server.endtoend;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.rapport.outside.phone.Baresip;
import io.rapport.outside.phone.Wav;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Browsers of people who speak: each its own Chromium, whose microphone gives one tone, and whose ear can be asked for
/// tones.
final class Voices implements AutoCloseable {
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    /// Listens to all that a page is sent by others, and takes what the microphone gives as it is: what browsers do
    /// against noise takes a steady tone for it.
    private static final String EARS = """
            (() => {
              // An empty page has no microphone.
              if (!navigator.mediaDevices) return;
              const ears = [];
              globalThis.peers = [];
              const Native = RTCPeerConnection;
              const context = new AudioContext();
              globalThis.RTCPeerConnection = class extends Native {
                constructor(...all) {
                  super(...all);
                  peers.push(this);
                  this.addEventListener('track', ({ track }) => {
                    const pull = new Audio();
                    pull.muted = true;
                    pull.srcObject = new MediaStream([track]);
                    void pull.play().catch(() => {});
                    const ear = context.createAnalyser();
                    ear.fftSize = 8192;
                    context.createMediaStreamSource(new MediaStream([track])).connect(ear);
                    ears.push(ear);
                  });
                }
              };
              const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
              navigator.mediaDevices.getUserMedia = () =>
                open({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
              globalThis.hears = (hertz) => {
                void context.resume();
                return Math.max(0, ...ears.map((ear) => {
                  const samples = new Float32Array(4096);
                  ear.getFloatTimeDomainData(samples);
                  const step = 2 * Math.cos((2 * Math.PI * hertz) / context.sampleRate);
                  let before = 0;
                  let last = 0;
                  for (const sample of samples) [before, last] = [last, sample + step * last - before];
                  const power = before * before + last * last - step * before * last;
                  return (2 * Math.sqrt(Math.max(0, power))) / samples.length * 32767;
                }));
              };
            })();
            """;

    private final Path folder;
    private final List<com.microsoft.playwright.Browser> browsers = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();

    Voices() throws IOException {
        folder = Files.createTempDirectory("voices");
    }

    /// A desktop of its own, signed in.
    ///
    /// @param hertz how its microphone sounds
    Page signIn(String url, String name, String password, double hertz) throws IOException {
        Page page = visit(url, hertz);
        Browser.signIn(page, name, password);
        page.waitForFunction("async () => (await (await fetch('/api/phone')).json()).line");
        return page;
    }

    /// A browser of its own.
    ///
    /// @param hertz how its microphone sounds
    Page visit(String url, double hertz) throws IOException {
        Path tone = folder.resolve("speaks-" + browsers.size() + ".wav");
        Wav.tone(tone, hertz, 48_000, 20);
        com.microsoft.playwright.Browser chromium = Browser.launch(List.of(
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-audio-capture=" + tone,
                "--autoplay-policy=no-user-gesture-required",
                "--allow-loopback-in-peer-connection"));
        browsers.add(chromium);
        BrowserContext context = chromium.newContext(
                new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1440, 900));
        context.setDefaultTimeout(20_000);
        Browser.OPEN.add(context);
        context.addInitScript(EARS);
        Page page = context.newPage();
        page.onPageError(mistakes::add);
        page.navigate(url);
        return page;
    }

    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /// Waits until somebody hears this tone, or no more.
    static void awaitTone(Page page, double hertz, boolean heard) {
        long begun = System.nanoTime();
        while (amplitude(page, hertz) > 1_000 != heard) {
            if (System.nanoTime() - begun > PATIENCE_NANOS) {
                throw new AssertionError(
                        (heard ? "does not hear " : "still hears ") + hertz + " Hz: " + amplitude(page, hertz));
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static double amplitude(Page page, double hertz) {
        return ((Number) page.evaluate("hertz => hears(hertz)", hertz)).doubleValue();
    }

    /// Both hear each other.
    static void hearEachOther(Page page, double pageSpeaks, Baresip phone, double phoneSpeaks) {
        awaitTone(page, phoneSpeaks, true);
        phone.awaitTone(pageSpeaks);
    }

    @Override
    public void close() {
        browsers.forEach(browser -> {
            Browser.OPEN.removeAll(browser.contexts());
            browser.close();
        });
        try {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        } catch (IOException left) {
            throw new java.io.UncheckedIOException(left);
        }
    }
}
