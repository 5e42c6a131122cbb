package io.rapport.server.email.mime;

/// A parsed message.
///
/// @param truncated whether something lay beyond the [Bounds] or could not be read to its end
/// @param readable whether it had at least one header field that belongs to mail
public record Mail(Part root, boolean truncated, boolean readable) {

    public Headers headers() {
        return root.headers();
    }

    /// The encoding most likely meant by raw bytes in the header.
    public String fallbackCharset() {
        return firstCharset(root);
    }

    private static String firstCharset(Part part) {
        if (!part.charset().isEmpty() && Charsets.known(part.charset())) {
            return part.charset();
        }
        for (Part child : part.children()) {
            String charset = firstCharset(child);
            if (!charset.isEmpty()) {
                return charset;
            }
        }
        return "";
    }
}
