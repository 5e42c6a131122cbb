package io.rapport.server.settings;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings that belong to the installation as a whole.
///
/// @param data the folder that holds everything this installation keeps
/// @param demo whether the demo company is loaded and its sign-ins are printed
/// @param demoCustomers how many customers the demo company has, at least 500
@ConfigurationProperties("rapport")
public record RapportSettings(
        @DefaultValue(".rapport") Path data,
        @DefaultValue("false") boolean demo,
        @DefaultValue("5000") int demoCustomers) {
    public RapportSettings {
        if (demoCustomers < 500) {
            throw new IllegalArgumentException("rapport.demo-customers is at least 500, not " + demoCustomers);
        }
    }
}
