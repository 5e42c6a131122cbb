package io.rapport.server.email.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

    private static String name(String field) {
        return Parameters.parse(field, "").get("filename");
    }

    @Test
    void file_names_are_read_in_every_way_they_are_written() {
        assertThat(name("attachment; filename=a.txt")).isEqualTo("a.txt");
        assertThat(name("attachment; filename=\"a; b.txt\"")).isEqualTo("a; b.txt");
        assertThat(name("attachment; filename=my file.txt")).isEqualTo("my file.txt");
        assertThat(name("attachment; filename*=utf-8'de'M%C3%A4rz.pdf")).isEqualTo("März.pdf");
        assertThat(name("attachment; filename*0*=utf-8''M%C3; filename*1*=%A4rz; filename*2=.pdf"))
                .isEqualTo("März.pdf");
        assertThat(name("attachment; filename*1=b; filename*0=a; filename*2=c")).isEqualTo("abc");
        assertThat(name("attachment; filename=\"=?utf-8?q?M=C3=A4rz.pdf?=\"")).isEqualTo("März.pdf");
        assertThat(name("attachment; filename==?utf-8?b?TcOkcnoucGRm?=")).isEqualTo("März.pdf");
        assertThat(name("attachment; filename=\"unclosed.txt")).isEqualTo("unclosed.txt");
        assertThat(name("attachment; filename=\"C:\\tmp\\a.txt\"")).isEqualTo("C:\\tmp\\a.txt");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ../../etc/passwd          | passwd
            C:\\Windows\\evil.exe     | evil.exe
            .htaccess                 | htaccess
            evil.exe. . .             | evil.exe
            a\u202Egnp.exe            | agnp.exe
            a<b>:c?.txt               | a_b__c_.txt
            ``                        | attachment.pdf
            ...                       | attachment.pdf
            """)
    void file_names_are_made_safe(String given, String safe) {
        assertThat(FileNames.clean(given, "application/pdf")).isEqualTo(safe);
    }

    @Test
    void a_long_file_name_keeps_its_ending() {
        assertThat(FileNames.clean("x".repeat(500) + ".pdf", "application/pdf"))
                .hasSize(150)
                .endsWith("x.pdf");
    }
}
