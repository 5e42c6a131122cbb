package io.rapport.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temporary;

    @Test
    void a_secret_is_random_once_and_the_same_ever_after() {
        byte[] first = DataFolder.open(temporary).secret("master-key", 32);
        byte[] second = DataFolder.open(temporary).secret("master-key", 32);
        assertThat(first).hasSize(32).isEqualTo(second).isNotEqualTo(new byte[32]);
        assertThat(DataFolder.open(temporary).secret("another", 32)).isNotEqualTo(first);
    }

    @Test
    void nobody_else_may_read_a_secret() throws IOException {
        DataFolder folder = DataFolder.open(temporary.resolve("data"));
        folder.secret("master-key", 32);
        assertThat(permissions(folder.secrets())).isEqualTo("rwx------");
        assertThat(permissions(folder.secrets().resolve("master-key"))).isEqualTo("rw-------");
        assertThat(permissions(folder.path())).isEqualTo("rwx--x--x");
    }

    @Test
    void half_a_key_is_refused_instead_of_used() throws IOException {
        DataFolder folder = DataFolder.open(temporary);
        Files.write(folder.secrets().resolve("master-key"), new byte[16]);
        assertThatThrownBy(() -> folder.secret("master-key", 32))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("16 bytes, not 32");
        assertThat(Files.size(folder.secrets().resolve("master-key"))).isEqualTo(16);
    }

    @Test
    void a_name_that_leaves_the_folder_is_no_secret() {
        DataFolder folder = DataFolder.open(temporary);
        assertThatThrownBy(() -> folder.secret("../elsewhere", 32)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_data_folder_that_cannot_be_made_says_what_to_do() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
                .isInstanceOfSatisfying(
                        StartRefusedException.class,
                        refused -> assertThat(refused.remedy()).contains("rapport.data"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
