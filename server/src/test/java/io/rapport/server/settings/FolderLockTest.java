package io.rapport.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    Path temporary;

    @Test
    void a_second_rapport_in_the_same_folder_is_refused_and_told_who_holds_it() throws Exception {
        Process other = holder();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("held");
            assertThatThrownBy(() -> FolderLock.take(DataFolder.open(temporary)))
                    .isInstanceOfSatisfying(StartRefusedException.class, refused -> {
                        assertThat(refused).hasMessageContaining("pid " + other.pid() + ")");
                        assertThat(refused.remedy()).contains("--data");
                    });
        } finally {
            other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        FolderLock.take(DataFolder.open(temporary)).close();
    }

    @Test
    void a_refused_attempt_in_the_same_process_does_not_give_the_lock_up() throws Exception {
        try (FolderLock _ = FolderLock.take(DataFolder.open(temporary))) {
            assertThatThrownBy(() -> FolderLock.take(DataFolder.open(temporary)))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
            Process other = holder();
            assertThat(other.inputReader().readLine()).isNotEqualTo("held");
            other.waitFor();
        }
    }

    private Process holder() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        temporary.toString())
                .redirectErrorStream(true)
                .start();
    }

    /// Another process that holds the folder until it is ended.
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            try (FolderLock _ = FolderLock.take(DataFolder.open(Path.of(arguments[0])))) {
                System.out.println("held");
                System.in.read();
            }
        }
    }
}
