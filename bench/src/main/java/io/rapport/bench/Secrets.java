package io.rapport.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// Reads the passwords of an installation as the installation itself does.
final class Secrets {
    private Secrets() {}

    static String password(Path secret) throws IOException {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Files.readAllBytes(secret));
    }
}
