package io.rapport.server.email.mime;

/// Joins the soft line breaks of `format=flowed` (RFC 3676 section 4).
final class FlowedText {

    private FlowedText() {}

    static String join(String text, boolean deleteSpace) {
        StringBuilder out = new StringBuilder(text.length());
        int openDepth = -1; // the quote depth of a line that flows on, else -1
        boolean first = true;
        for (String line : text.replace("\r\n", "\n").split("\n", -1)) {
            int depth = 0;
            while (depth < line.length() && line.charAt(depth) == '>') {
                depth++;
            }
            String words = line.substring(depth);
            if (words.startsWith(" ")) {
                words = words.substring(1);
            }
            boolean signature = words.equals("-- ");
            boolean flows = words.endsWith(" ") && !signature;
            if (openDepth == depth && !signature) {
                out.append(flows && deleteSpace ? words.substring(0, words.length() - 1) : words);
            } else {
                if (!first) {
                    out.append('\n');
                }
                out.repeat('>', depth);
                if (depth > 0 && !words.isEmpty()) {
                    out.append(' ');
                }
                out.append(flows && deleteSpace ? words.substring(0, words.length() - 1) : words);
            }
            openDepth = flows ? depth : -1;
            first = false;
        }
        return out.toString();
    }
}
