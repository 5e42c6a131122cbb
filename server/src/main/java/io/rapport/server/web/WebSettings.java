package io.rapport.server.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the world reaches us.
///
/// @param publicUrl the address under which customers and agents open our pages, without a slash at its end; goes
///     into links that we send
@ConfigurationProperties("rapport.web")
public record WebSettings(
        @DefaultValue("http://127.0.0.1:8080") String publicUrl) {
    public WebSettings {
        publicUrl = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
    }
}
