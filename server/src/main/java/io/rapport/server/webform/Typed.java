package io.rapport.server.webform;

/// What people type into one line.
final class Typed {
    private Typed() {}

    /// Without control characters, cut.
    static String line(String text, int most) {
        String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
        return clean.length() > most ? clean.substring(0, most) : clean;
    }
}
