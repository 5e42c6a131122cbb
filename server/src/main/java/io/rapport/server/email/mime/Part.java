package io.rapport.server.email.mime;

import java.util.List;

/// One node of a message's tree: either a leaf with its decoded bytes or a multipart with children.
///
/// @param type media type in lower case, `text/plain` where none or nonsense was given (RFC 2045 section 5.2)
/// @param charset as declared; may be empty
/// @param disposition `inline`, `attachment`, another word, or empty
/// @param filename decoded but not yet cleaned; may be empty
/// @param contentId without angle brackets; may be empty
/// @param bytes decoded; empty for a multipart
public record Part(
        Headers headers,
        String type,
        Parameters parameters,
        String disposition,
        String filename,
        String contentId,
        byte[] bytes,
        List<Part> children) {

    public String charset() {
        return parameters.get("charset");
    }

    public boolean isMultipart() {
        return !children.isEmpty();
    }

    public boolean is(String wanted) {
        return type.equals(wanted);
    }

    /// The words of a text part.
    public String text() {
        return Charsets.decode(bytes, charset());
    }
}
