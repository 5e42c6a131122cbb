package io.rapport.server.settings;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings that belong to the installation as a whole.
///
/// @param data the folder that holds everything this installation keeps
/// @param demo whether the demo company is loaded and its sign-ins are printed
@ConfigurationProperties("rapport")
public record RapportSettings(
        @DefaultValue(".rapport") Path data,
        @DefaultValue("false") boolean demo) {}
