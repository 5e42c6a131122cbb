package io.rapport.server.webform;

import io.rapport.server.settings.DataFolder;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebformConfiguration {

    @Bean
    FormStamp formStamp(DataFolder data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(data.secret("master-key", 32), "HmacSHA256"));
        return new FormStamp(mac.doFinal("form-stamp".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }
}
