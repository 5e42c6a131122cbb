package io.rapport.server.database;

import io.rapport.server.settings.DataFolder;
import io.rapport.server.settings.StartRefusedException;
import java.nio.file.Path;

/// `./rapport backup` and `./rapport restore`.
final class BackUpCommand {
    private BackUpCommand() {}

    /// `backup DATA FOLDER` or `restore FOLDER DATA USER`; the user counts only for root.
    public static void main(String[] arguments) {
        try {
            switch (arguments[0]) {
                case "backup" -> backUp(Path.of(arguments[1]), Path.of(arguments[2]));
                case "restore" -> restore(Path.of(arguments[1]), Path.of(arguments[2]), arguments[3]);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        } catch (StartRefusedException e) {
            System.err.println(e.getMessage());
            System.err.println(e.remedy());
            System.exit(1);
        }
    }

    private static void backUp(Path data, Path folder) {
        DataFolder installation = DataFolder.open(data);
        Manifest manifest = new BackUp(installation).into(folder.toAbsolutePath());
        System.out.printf("Backed up to %s: %d files, %d MB.%n", folder, manifest.files(), manifest.bytes() >> 20);
        System.out.printf(
                "The master key is not in it. Keep %s apart from it: without the key the vault can't be opened.%n",
                installation.path().resolve("secrets/master-key"));
    }

    private static void restore(Path folder, Path data, String user) {
        Manifest manifest = new Restore(DataFolder.open(data), ServerUser.choose(user)).from(folder.toAbsolutePath());
        System.out.printf("Restored to %s what was backed up at %s.%n", data, manifest.at());
    }
}
