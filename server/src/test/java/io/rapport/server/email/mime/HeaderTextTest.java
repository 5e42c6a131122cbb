package io.rapport.server.email.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTest {

    private static String raw(String text, String charset) {
        return new String(text.getBytes(Charset.forName(charset)), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, Störung in Köln ☎", "ISO-8859-1, Störung in Köln", "KOI8-R, Нет связи", "GB2312, 线路故障", "Big5, 線路故障",
        "ISO-2022-JP, 回線障害です", "Shift_JIS, 回線障害です", "EUC-KR, 회선 장애", "windows-1251, Нет связи", "UTF-16, Störung",
        "windows-1256, مشكلة"
    })
    void encoded_words_of_any_charset_are_read(String charset, String text) {
        byte[] bytes = text.getBytes(Charset.forName(charset));
        String word = "=?" + charset + "?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
        assertThat(HeaderText.decode(word, "")).isEqualTo(text);
        StringBuilder quoted = new StringBuilder("=?" + charset + "*de?q?");
        for (byte b : bytes) {
            quoted.append(String.format("=%02X", b & 0xff));
        }
        assertThat(HeaderText.decode(quoted + "?=", "")).isEqualTo(text);
    }

    @Test
    void a_character_cut_in_two_words_is_whole() {
        assertThat(HeaderText.decode("=?utf-8?q?St=C3?= =?UTF-8?Q?=B6rung?=", ""))
                .isEqualTo("Störung");
        assertThat(HeaderText.decode("=?utf-8?B?U3TD?=\t=?utf-8?B?tnJ1bmc=?=", ""))
                .isEqualTo("Störung");
    }

    @Test
    void white_space_between_words_vanishes_and_beside_text_stays() {
        assertThat(HeaderText.decode("=?utf-8?q?a?= =?utf-8?q?b?= c =?utf-8?q?d?=", ""))
                .isEqualTo("ab c d");
    }

    @Test
    void broken_words_lose_nothing() {
        assertThat(HeaderText.decode("=?utf-8?q?no end", "")).contains("no").contains("end");
        assertThat(HeaderText.decode("=?utf-8?q?with spaces in it?= x", "")).isEqualTo("with spaces in it x");
        assertThat(HeaderText.decode("=?nonsense-8?B?SGVsbG8=?=", "")).isEqualTo("Hello");
        assertThat(HeaderText.decode("=?utf-8?B?SGVsbG8?=", "")).isEqualTo("Hello");
        assertThat(HeaderText.decode("=?utf-8?X?SGVsbG8?=", "")).isEqualTo("=?utf-8?X?SGVsbG8?=");
        assertThat(HeaderText.decode("a =? b", "")).isEqualTo("a =? b");
        assertThat(HeaderText.decode("=?utf-8?q?=41=?=", "")).startsWith("A");
        assertThat(HeaderText.decode("=?utf-8?q?100=25_sure=3F?=", "")).isEqualTo("100% sure?");
    }

    @Test
    void raw_bytes_are_utf8_where_they_can_be_else_what_the_body_is_written_in() {
        assertThat(HeaderText.decode(raw("Störung ☎", "UTF-8"), "koi8-r")).isEqualTo("Störung ☎");
        assertThat(HeaderText.decode(raw("Störung", "ISO-8859-1"), "")).isEqualTo("Störung");
        assertThat(HeaderText.decode(raw("Нет связи", "KOI8-R"), "koi8-r")).isEqualTo("Нет связи");
        assertThat(HeaderText.decode(raw("线路故障", "GB2312"), "gb2312")).isEqualTo("线路故障");
        assertThat(HeaderText.decode(raw("回線障害", "ISO-2022-JP"), "")).isEqualTo("回線障害");
    }

    @Test
    void utf7_is_read() {
        assertThat(HeaderText.decode("=?utf-7?Q?St+APY-rung_+2D3eAA-_1+-1?=", ""))
                .isEqualTo("Störung \uD83D\uDE00 1+1");
        assertThat(Utf7.decode("+")).isEqualTo("+");
        assertThat(Utf7.decode("a +AGI")).isEqualTo("a b");
    }
}
