package io.rapport.server.workforce;

import java.util.Optional;

/// The page of a team that its customers see.
///
/// @param slug its name in the page's address, `/team/harbourside`; empty: there is no page
/// @param shown whether it can be seen just now
/// @param number the direct number; may be empty
public record TeamPage(Optional<String> slug, boolean shown, String number) {
    public static final TeamPage NONE = new TeamPage(Optional.empty(), true, "");
    private static final String SLUG = "[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?";

    public TeamPage {
        if (slug.filter(s -> !isSlug(s)).isPresent() || number.length() > 40) {
            throw new IllegalArgumentException("no page of a team: " + slug + ", " + number);
        }
    }

    /// Whether it can stand in an address.
    public static boolean isSlug(String text) {
        return text.matches(SLUG);
    }

    /// Where it is seen; empty where it can't be.
    public Optional<String> path() {
        return slug.filter(s -> shown).map(s -> "/team/" + s);
    }
}
