package io.rapport.server.welcome;

import io.rapport.server.access.Accounts;
import io.rapport.server.web.WebSettings;
import java.io.PrintStream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;

/// Says where to go once everything runs: the address, and on an empty installation the one-time link by which
/// the first administrator comes in. Written to the terminal, not to the log: the link is a secret.
final class Welcome implements ApplicationRunner, Ordered {
    private final Accounts accounts;
    private final WebSettings web;
    private final PrintStream terminal;

    Welcome(Accounts accounts, WebSettings web, PrintStream terminal) {
        this.accounts = accounts;
        this.web = web;
        this.terminal = terminal;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (accounts.nobodyYet()) {
            terminal.println("Rapport is ready. Open this link once, within a week, to become its administrator:");
            terminal.println("  " + web.publicUrl() + "/setup/" + accounts.link(null));
        } else {
            terminal.println("Rapport is ready: " + web.publicUrl());
        }
        terminal.flush();
    }
}
