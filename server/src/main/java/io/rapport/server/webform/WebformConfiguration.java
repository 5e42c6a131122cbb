package io.rapport.server.webform;

import io.rapport.server.settings.DataFolder;
import io.rapport.server.web.PostLimit;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebformSettings.class)
class WebformConfiguration {

    @Bean
    FormStamp formStamp(DataFolder data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(data.secret("master-key", 32), "HmacSHA256"));
        return new FormStamp(mac.doFinal("form-stamp".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    @Bean
    PostLimit postLimit(WebformSettings settings) {
        return new PostLimit(settings.posts(), settings.per());
    }

    @Bean
    Uploads uploads(WebformSettings settings) {
        return new Uploads(Math.toIntExact(settings.files().toBytes()));
    }
}
