package io.rapport.server.voice;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.rapport.server.RunningRapport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The browser of one who works here, without the desktop: a real Chromium with a tone for a microphone.
final class AgentBrowser implements AutoCloseable {
    private static final String CONNECT = """
            async ([name, hertz]) => {
              const sign = await fetch('/api/session', {method: 'POST', headers: {'Content-Type': 'application/json'},
                body: JSON.stringify({name, password: 'a long enough one', code: ''})})
              const csrf = (await sign.json()).csrf
              const headers = {'Content-Type': 'application/json', 'X-Rapport-Csrf': csrf}
              window.ask = async (method, path, body) => {
                const answer = await fetch(path, {method, headers, body: body === null ? undefined : JSON.stringify(body)})
                return [answer.status, await answer.text()]
              }
              const audio = new AudioContext()
              const tone = audio.createOscillator()
              tone.frequency.value = hertz
              const out = audio.createMediaStreamDestination()
              tone.connect(out)
              tone.start()
              const line = new RTCPeerConnection()
              out.stream.getTracks().forEach(track => line.addTrack(track, out.stream))
              window.peaks = () => 0
              window.level = () => -200
              line.ontrack = ({track}) => {
                const stream = new MediaStream([track])
                const element = new Audio()
                element.muted = true
                element.srcObject = stream
                element.play()
                const ears = audio.createAnalyser()
                ears.fftSize = 4096
                audio.createMediaStreamSource(stream).connect(ears)
                window.peaks = () => {
                  const bins = new Float32Array(ears.frequencyBinCount)
                  ears.getFloatFrequencyData(bins)
                  let best = 0
                  bins.forEach((loudness, i) => { if (loudness > bins[best]) best = i })
                  return bins[best] < -70 ? 0 : best * audio.sampleRate / ears.fftSize
                }
                // Another ear, since what one remembers of looks before would be taken for now.
                const now = audio.createAnalyser()
                now.fftSize = 4096
                now.smoothingTimeConstant = 0
                audio.createMediaStreamSource(stream).connect(now)
                window.level = hertz => {
                  const bins = new Float32Array(now.frequencyBinCount)
                  now.getFloatFrequencyData(bins)
                  const at = Math.round(hertz * now.fftSize / audio.sampleRate)
                  return Math.max(...bins.slice(at - 1, at + 2))
                }
              }
              await line.setLocalDescription(await line.createOffer())
              await new Promise(done => { if (line.iceGatheringState === 'complete') done(); else
                line.addEventListener('icegatheringstatechange', () => line.iceGatheringState === 'complete' && done()) })
              const [status, text] = await window.ask('POST', '/api/phone/line', {offer: line.localDescription.sdp})
              if (status !== 200) throw new Error(status + ' ' + text)
              await line.setRemoteDescription({type: 'answer', sdp: JSON.parse(text).answer})
              window.line = line
              window.offerAnew = async () => {
                await line.setLocalDescription(await line.createOffer())
                const [status, text] = await window.ask('POST', '/api/phone/line', {offer: line.localDescription.sdp})
                if (status !== 200) throw new Error(status + ' ' + text)
                await line.setRemoteDescription({type: 'answer', sdp: JSON.parse(text).answer})
              }
            }
            """;

    /// In decibels below full.
    private static final double HEARD = -45;

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser chromium;

    AgentBrowser() {
        List<String> arguments = new ArrayList<>(List.of(
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--autoplay-policy=no-user-gesture-required",
                "--allow-loopback-in-peer-connection"));
        if ("root".equals(System.getProperty("user.name"))) {
            arguments.add("--no-sandbox");
        }
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program())
                        .setArgs(arguments));
    }

    private static Path program() {
        return Stream.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The tests need Chromium (Debian's package chromium)."));
    }

    /// Signs in and connects to the telephone.
    ///
    /// @param hertz what is heard of them
    Page connect(RunningRapport rapport, String name, double hertz) {
        Page page = chromium.newContext().newPage();
        page.navigate(rapport.url() + "/chat/widget.js");
        page.evaluate(CONNECT, List.of(name, hertz));
        return page;
    }

    /// Asks anew how to speak, as the desktop does when it is told to.
    static void offerAnew(Page page) {
        page.evaluate("() => window.offerAnew()");
    }

    /// The tone that is heard most, in hertz; 0: none.
    static double peak(Page page) {
        return ((Number) page.evaluate("() => window.peaks()")).doubleValue();
    }

    /// Whether this tone is heard just now, however many others are.
    static boolean hears(Page page, double hertz) {
        return ((Number) page.evaluate("hertz => window.level(hertz)", hertz)).doubleValue() > HEARD;
    }

    /// In how many of twenty looks within a second this tone is heard, 0 to 1: a packet that is lost sounds of all
    /// tones
    /// for a moment.
    static double heardOften(Page page, double hertz) {
        return ((Number) page.evaluate("""
                        async ([hertz, heard]) => {
                          let often = 0
                          for (let look = 0; look < 20; look++) {
                            if (window.level(hertz) > heard) often++
                            await new Promise(done => setTimeout(done, 50))
                          }
                          return often / 20
                        }
                        """, List.of(hertz, HEARD))).doubleValue();
    }

    /// Closes the line, as a page that is left does.
    static void leave(Page page) {
        page.evaluate("() => window.line.close()");
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
