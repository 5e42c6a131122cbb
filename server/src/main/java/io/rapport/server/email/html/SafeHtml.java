package io.rapport.server.email.html;

/// HTML after cleaning.
///
/// @param html safe to show in a sandboxed frame; remote pictures disarmed (`data-remote-src` instead of `src`)
/// @param text the same words as plain text, quotations marked with `> `
/// @param remoteImages whether it asked for pictures from elsewhere
/// @param truncated whether the input was cut at the limit
public record SafeHtml(String html, String text, boolean remoteImages, boolean truncated) {}
