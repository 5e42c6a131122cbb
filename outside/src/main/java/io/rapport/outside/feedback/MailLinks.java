package io.rapport.outside.feedback;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The links in a mail, in their order, as whoever reads its source finds them: also those that no person sees.
///
/// @param all of its HTML part
public record MailLinks(List<String> all) {
    private static final Pattern HREF = Pattern.compile("href=\"([^\"]+)\"");
    private static final Pattern ANSWER = Pattern.compile(".*/v/[A-Za-z0-9_-]+\\?f=([0-9]+)");

    public MailLinks {
        all = List.copyOf(all);
    }

    public static MailLinks of(String html) {
        List<String> links = new ArrayList<>();
        Matcher found = HREF.matcher(html);
        while (found.find()) {
            links.add(found.group(1).replace("&amp;", "&"));
        }
        return new MailLinks(links);
    }

    /// Those that are answers.
    public List<String> answers() {
        return all.stream().filter(link -> ANSWER.matcher(link).matches()).toList();
    }

    /// The link of one answer.
    ///
    /// @throws IllegalArgumentException where there is none
    public String answer(int answer) {
        return answers().stream()
                .filter(link -> link.endsWith("?f=" + answer))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no link for " + answer + " among " + all));
    }
}
