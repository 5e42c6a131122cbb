package io.rapport.server.outreach;

/// By what we know that somebody knows. Opening a link is none: machines open them first.
public enum Known {
    /// They pressed the button on the page.
    PAGE,
    /// They said what they think of it.
    OPINION,
    /// They answered.
    ANSWERED,
    /// One of us talked with them about it.
    TALKED
}
