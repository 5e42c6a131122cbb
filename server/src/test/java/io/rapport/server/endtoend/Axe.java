package io.rapport.server.endtoend;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Looks by axe-core whether everybody can use a page (WCAG 2.2 A and AA, and its best practices).
final class Axe {
    private static final Path SCRIPT = Path.of("../desktop/node_modules/axe-core/axe.min.js");

    private Axe() {}

    /// What it finds wrong, one line each.
    ///
    /// @param within a selector: only what is in there
    static List<String> violations(Page page, String within) {
        try {
            page.evaluate(Files.readString(SCRIPT) + "; 0");
        } catch (IOException missing) {
            throw new UncheckedIOException("axe-core is not installed: npm --prefix desktop ci", missing);
        }
        Object found = page.evaluate(
                "within => axe.run(within, { resultTypes: ['violations'] }).then(r => r.violations.map(v =>"
                        + " v.id + ': ' + v.nodes.map(n => n.html).join(' | ')))",
                within);
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }
}
