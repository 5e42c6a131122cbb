package io.rapport.server.email.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What of a message is to be read and what is to be kept beside it.
///
/// @param text plain text bodies in order; empty where there is only HTML
/// @param html HTML bodies in order, joined; empty where there is none
/// @param files everything else, in order
public record Words(String text, String html, List<Part> files) {

    /// Sorts the parts of a mail. Of alternatives the plain one is read and the HTML one shown; inline text after an
    /// inline picture belongs to the words; named texts are files.
    public static Words of(Mail mail) {
        Sorter sorter = new Sorter();
        sorter.sort(mail.root());
        return new Words(sorter.text.toString(), sorter.html.toString(), sorter.files);
    }

    private static final class Sorter {
        final StringBuilder text = new StringBuilder();
        final StringBuilder html = new StringBuilder();
        final List<Part> files = new ArrayList<>();

        void sort(Part part) {
            if (!part.isMultipart()) {
                leaf(part);
                return;
            }
            if (part.is("multipart/alternative")) {
                alternative(part);
            } else {
                for (Part child : part.children()) {
                    sort(child);
                }
            }
        }

        private void alternative(Part part) {
            for (Part child : part.children()) {
                if (child.isMultipart() || child.is("text/plain") || child.is("text/html")) {
                    sort(child);
                } else {
                    // A calendar or AMP version of the same words: kept, so that nothing is lost.
                    files.add(child);
                }
            }
        }

        private void leaf(Part part) {
            boolean attached = part.disposition().equals("attachment");
            boolean named = !part.filename().isEmpty();
            if (part.is("text/html") && !attached && (!named || html.isEmpty() && text.isEmpty())) {
                append(html, part.text());
            } else if (isPlain(part) && !attached && (!named || html.isEmpty() && text.isEmpty())) {
                append(text, plain(part));
            } else if (part.bytes().length > 0 || named || attached) {
                files.add(part);
            }
        }

        private static boolean isPlain(Part part) {
            return part.is("text/plain")
                    || part.is("text/enriched")
                    || part.is("text/richtext")
                    || part.is("text/markdown");
        }

        private static String plain(Part part) {
            String words = part.text();
            boolean flowed =
                    part.parameters().get("format").toLowerCase(Locale.ROOT).equals("flowed");
            return flowed
                    ? FlowedText.join(words, part.parameters().get("delsp").equalsIgnoreCase("yes"))
                    : words;
        }

        private static void append(StringBuilder to, String more) {
            if (!to.isEmpty() && to.charAt(to.length() - 1) != '\n') {
                to.append('\n');
            }
            to.append(more);
        }
    }
}
