package io.rapport.server.endtoend;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Looks at what a page shows with axe-core (the desktop's own development dependency): with all its rules in light,
/// and once more at the contrast in dark. Keeps what it found, so that one walk tells everything at once.
final class Axe {
    private static final Path PROGRAM = Path.of("..", "desktop", "node_modules", "axe-core", "axe.min.js");

    private final String source;
    private final Set<String> seen = new TreeSet<>();
    private final List<String> found = new ArrayList<>();

    Axe() {
        try {
            source = Files.readString(PROGRAM);
        } catch (IOException e) {
            throw new UncheckedIOException("The desktop's packages are missing: npm --prefix desktop ci", e);
        }
    }

    /// What it finds wrong in a part of a page as it is shown now, one line each.
    ///
    /// @param within a selector: only what is in there
    static List<String> violations(Page page, String within) {
        page.evaluate("source => { if (window.axe === undefined) (0, eval)(source) }", new Axe().source);
        Object found = page.evaluate(
                "within => axe.run(within, { resultTypes: ['violations'] }).then(r => r.violations.map(v =>"
                        + " v.id + ': ' + v.nodes.map(n => n.html).join(' | ')))",
                within);
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    /// @param view what stands on the page now, as said in what was found
    void look(Page page, String view) {
        seen.add(view);
        page.evaluate("source => { if (window.axe === undefined) (0, eval)(source) }", source);
        found.addAll(violations(page, view, "light", "{}"));
        found.addAll(violations(page, view, "dark", "{ runOnly: ['color-contrast'] }"));
    }

    /// A view that could not be looked at: the walk goes on, and fails at its end.
    void missed(String view, Throwable why) {
        found.add(
                view + " was not reached: " + why.getMessage().lines().limit(4).toList());
    }

    Set<String> seen() {
        return seen;
    }

    List<String> found() {
        return found;
    }

    /// Mails stand in frames without scripts, where no program can look; their words are the customers' own.
    @SuppressWarnings("unchecked")
    private static List<String> violations(Page page, String view, String theme, String options) {
        return (List<String>) page.evaluate("""
                async ([view, theme]) => {
                  const root = document.documentElement
                  const before = root.dataset.theme
                  root.dataset.theme = theme
                  // Colours that are still on their way from the other theme are nobody's.
                  getComputedStyle(root).color
                  document.getAnimations().forEach(one => { try { one.finish() } catch { one.cancel() } })
                  const { violations } = await axe.run(document, { iframes: false, ...(%s) })
                  root.dataset.theme = before
                  return violations.flatMap(({ id, help, nodes }) =>
                    nodes.slice(0, 4).map(node =>
                      `${view}, ${theme}: ${id} (${help}) at ${node.target} ${node.html.slice(0, 160)} ${node.any.map(c => c.message).join(' ').slice(0, 160)}`))
                }
                """.formatted(options), List.of(view, theme));
    }
}
