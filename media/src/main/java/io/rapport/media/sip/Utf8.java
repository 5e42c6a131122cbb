package io.rapport.media.sip;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Text as it comes in: UTF-8 by the RFC, ISO 8859-1 from older exchanges.
final class Utf8 {
    private Utf8() {}

    static String lenient(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException older) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
    }
}
