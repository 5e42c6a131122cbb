package io.rapport.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs one of PostgreSQL's own programs to its end.
///
/// @param program  from where
/// @param user     as whom
/// @param folder   in which working folder; that user must be able to enter it
record Tool(ProgramFolder program, ServerUser user, Path folder) {

    /// @param exitCode 0: done
    /// @param output   what it printed, for the one who reads our error
    record Outcome(int exitCode, String output) {
        boolean failed() {
            return exitCode != 0;
        }
    }

    Outcome run(String name, List<String> arguments) {
        return run(name, arguments, "");
    }

    /// With these lines on its standard input.
    Outcome run(String name, List<String> arguments, String input) {
        var command = new ArrayList<String>();
        command.add(program.program(name).toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(user.command(command))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(key -> key.startsWith("PG") || key.startsWith("LC_") || key.equals("LANG"));
        builder.environment().put("LC_ALL", "C");
        try {
            Process process = builder.start();
            try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
                stdin.write(input);
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output.strip());
        } catch (IOException e) {
            throw new UncheckedIOException("Can't run " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + name, e);
        }
    }
}
