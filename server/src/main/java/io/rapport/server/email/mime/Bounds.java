package io.rapport.server.email.mime;

/// How much of one message is looked at. What lies beyond stays in the raw bytes; the result says it was truncated.
///
/// @param depth multiparts within multiparts; deeper ones become one opaque part. Mail programs need 4
/// @param parts leaves; a mail with more is an attack or a broken archive
/// @param fields header fields of one entity
/// @param fieldBytes length of one header field
/// @param htmlCharacters of HTML that are sanitised; cleaning costs about 20 ns a character
public record Bounds(int depth, int parts, int fields, int fieldBytes, int htmlCharacters) {

    public static final Bounds DEFAULT = new Bounds(20, 500, 2_000, 256 * 1024, 2_000_000);
}
