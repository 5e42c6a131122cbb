package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A guide of `docs/using`, walked as it is written. Its numbered steps are sentences of five kinds: Press, Write,
/// Choose, Choose in, and See. Any other sentence in a step fails.
final class Guide {
    private static final Pattern STEP = Pattern.compile("(?m)^\\d+\\. (.*(?:\n {3}.*)*)");
    private static final Map<Pattern, BiConsumer<Page, MatchResult>> SENTENCES = Map.of(
            Pattern.compile("Press `([^`]+)`\\."),
                    (page, said) -> page.keyboard().press(chord(said.group(1))),
            Pattern.compile("Write `([^`]+)` into \\*\\*([^*]+)\\*\\*\\."),
                    (page, said) -> field(page, said.group(2)).fill(said.group(1)),
            Pattern.compile("Choose \\*\\*([^*]+)\\*\\*\\."),
                    (page, said) -> named(page, said.group(1)).click(),
            Pattern.compile("Choose \\*\\*([^*]+)\\*\\* in \\*\\*([^*]+)\\*\\*\\."),
                    (page, said) -> choose(field(page, said.group(2)), said.group(1)),
            Pattern.compile("See \\*\\*([^*]+)\\*\\*\\.?"),
                    (page, said) -> assertThat(page.getByText(said.group(1))
                                    .filter(new Locator.FilterOptions().setVisible(true))
                                    .first())
                            .isVisible());
    private static final List<AriaRole> ROLES =
            List.of(AriaRole.BUTTON, AriaRole.LINK, AriaRole.OPTION, AriaRole.MENUITEM, AriaRole.CHECKBOX);

    private final List<String> sentences;

    private Guide(List<String> sentences) {
        this.sentences = sentences;
    }

    static Guide read(Path markdown) throws IOException {
        List<String> sentences = new ArrayList<>();
        Matcher steps = STEP.matcher(Files.readString(markdown));
        while (steps.find()) {
            sentences.addAll(
                    List.of(steps.group(1).replaceAll("\\s+", " ").strip().split("(?<=[.*]) (?=[A-Z][a-z]+ [`*])")));
        }
        return new Guide(sentences);
    }

    int length() {
        return sentences.size();
    }

    void walk(Page page) {
        for (int i = 0; i < sentences.size(); i++) {
            String sentence = sentences.get(i);
            try {
                does(page, sentence);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("sentence " + (i + 1) + " of the guide can't be followed: " + sentence, e);
            }
        }
    }

    static void does(Page page, String sentence) {
        for (var kind : SENTENCES.entrySet()) {
            Matcher said = kind.getKey().matcher(sentence);
            if (said.matches()) {
                kind.getValue().accept(page, said.toMatchResult());
                return;
            }
        }
        throw new IllegalArgumentException("no step of a guide: " + sentence);
    }

    /// `Ctrl K` as the screens write it.
    private static String chord(String written) {
        String keys =
                written.replace("Ctrl ", "Control+").replace("Alt ", "Alt+").replace("Esc", "Escape");
        int last = keys.lastIndexOf('+') + 1;
        return keys.length() - last == 1
                ? keys.substring(0, last) + keys.substring(last).toLowerCase(Locale.ROOT)
                : keys;
    }

    private static Locator field(Page page, String label) {
        Locator written = page.locator("input:visible, textarea:visible, select:visible");
        Locator exact = page.getByLabel(label, new Page.GetByLabelOptions().setExact(true))
                .and(written);
        Locator either = exact.or(page.getByLabel(label).and(written));
        either.first().waitFor();
        return exact.count() > 0 ? exact.first() : either.first();
    }

    /// The first thing that can be chosen and whose name begins so, in a dialog, if one stands open; else the row.
    private static Locator named(Page page, String name) {
        Pattern begins = Pattern.compile("^" + literally(name));
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        Locator any = null;
        for (AriaRole role : ROLES) {
            Locator one = dialog.count() > 0
                    ? dialog.getByRole(role, new Locator.GetByRoleOptions().setName(begins))
                    : page.getByRole(role, new Page.GetByRoleOptions().setName(begins));
            any = any == null ? one : any.or(one);
        }
        Locator row = page.getByText(begins);
        any.or(row).first().waitFor();
        return any.count() > 0 ? any.first() : row.first();
    }

    private static void choose(Locator list, String begins) {
        Locator option = list.locator(
                "option", new Locator.LocatorOptions().setHasText(Pattern.compile("^\\s*" + literally(begins))));
        list.selectOption(new SelectOption().setLabel(option.first().textContent()));
    }

    /// As browsers write it in a pattern, who know no quotation of whole words.
    private static String literally(String text) {
        return text.replaceAll("[.*+?^${}()|\\[\\]\\\\]", "\\\\$0");
    }
}
