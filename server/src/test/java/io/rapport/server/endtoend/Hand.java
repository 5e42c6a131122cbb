package io.rapport.server.endtoend;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// A hand at the keyboard or at the mouse, counted: each key or chord is one press, each click one click. Words that
/// somebody writes are put in without counting, as they are the same either way.
final class Hand {
    private final Page page;
    private int keys;
    private static final Consumer<FileChooser> HEARD = chooser -> {};

    private int clicks;
    private long began = System.nanoTime();

    Hand(Page page) {
        this.page = page;
        // Who begins to listen for the system's dialog as the key is pressed may miss it.
        page.offFileChooser(HEARD);
        page.onFileChooser(HEARD);
    }

    Page page() {
        return page;
    }

    Hand press(String... chords) {
        for (String chord : chords) {
            keys++;
            page.keyboard().press(chord);
        }
        return this;
    }

    Hand click(Locator place) {
        clicks++;
        place.click();
        return this;
    }

    Hand write(String words) {
        page.keyboard().insertText(words);
        return this;
    }

    /// Opens a list that the operating system shows, and clicks on a line of it.
    Hand choose(Locator list, String value) {
        clicks += 2;
        list.selectOption(value);
        return this;
    }

    /// What is pressed opens the system's dialog for files, in which one is chosen.
    Hand file(String name, Runnable opens) {
        FileChooser chooser = page.waitForFileChooser(opens);
        chooser.setFiles(new FilePayload(name, "text/plain", "Restart it.".getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    void begins() {
        keys = 0;
        clicks = 0;
        began = System.nanoTime();
    }

    int keys() {
        return keys;
    }

    int clicks() {
        return clicks;
    }

    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }
}
