package io.rapport.server.endtoend;

import com.microsoft.playwright.Page;
import io.rapport.outside.mail.MailWriter;
import io.rapport.outside.mail.SmtpSink;
import io.rapport.server.RunningRapport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The demo company with everybody round it: agents' browsers, customers who write, and the mail server of the world
/// that answers reach.
record DemoHouse(SmtpSink world, RunningRapport rapport, Browser browser, MailWriter post) implements AutoCloseable {
    static final String PASSWORD = "brightline-demo";

    /// @param more keys of the server
    static DemoHouse open(String... more) throws Exception {
        if (DemoHouse.class.getResource("/static/index.html") == null) {
            throw new IllegalStateException("The desktop has not been built: ./rapport test builds it first.");
        }
        SmtpSink world = new SmtpSink();
        // The tests' own switch; the server refuses keys that it does not know.
        Optional<String> write = Optional.ofNullable(System.clearProperty("rapport.write"));
        List<String> keys = new ArrayList<>(List.of(
                "--rapport.demo=true",
                "--rapport.demo-customers=500",
                // Whom nobody has spoken with for a year would come up whenever a test has emptied the lanes.
                "--rapport.coverage.hello=false",
                "--rapport.email.relay.host=127.0.0.1",
                "--rapport.email.relay.port=" + world.port(),
                "--rapport.email.relay.security=NONE"));
        keys.addAll(List.of(more));
        RunningRapport rapport = RunningRapport.start(keys.toArray(String[]::new));
        write.ifPresent(value -> System.setProperty("rapport.write", value));
        return new DemoHouse(world, rapport, new Browser(), new MailWriter(rapport.smtpPort()));
    }

    /// The first screen of `nell@brightline.example` and the like.
    Page signIn(String name) {
        return browser.signIn(rapport.url(), name + "@brightline.example", PASSWORD);
    }

    @Override
    public void close() {
        browser.close();
        rapport.close();
        world.close();
    }
}
