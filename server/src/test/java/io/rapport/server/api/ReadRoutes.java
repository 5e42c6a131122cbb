package io.rapport.server.api;

import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.ForSignedIn;
import io.rapport.server.web.May;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;

/// What springdoc is told about our routes: names, words, permissions and shapes. Only where the contract is written.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("springdoc.api-docs.enabled")
class ReadRoutes {

    @Bean
    Shapes shapes() {
        Shapes shapes = new Shapes();
        ModelConverters.getInstance(true).addConverter(shapes);
        return shapes;
    }

    @Bean
    OperationCustomizer named(Shapes shapes) {
        return (operation, route) -> name(operation, route, shapes);
    }

    private static Operation name(Operation operation, HandlerMethod route, Shapes shapes) {
        Method method = route.getMethod();
        GetMapping mapping = method.getAnnotation(GetMapping.class);
        if (mapping != null && List.of(mapping.produces()).contains(MediaType.TEXT_EVENT_STREAM_VALUE)) {
            // The other face of a route that has pages too, which says all of it.
            return operation;
        }
        String resource = route.getBeanType().getSimpleName().replaceAll("Routes$", "");
        String does = capital(method.getName());
        operation.setOperationId(Character.toLowerCase(resource.charAt(0))
                + resource.substring(1)
                + (does.equals(resource) ? "" : does));
        for (MethodParameter parameter : route.getMethodParameters()) {
            OneOf few = parameter.getParameterAnnotation(OneOf.class);
            if (few != null) {
                operation.getParameters().stream()
                        .filter(known ->
                                known.getName().equals(parameter.getParameter().getName()))
                        .forEach(known -> known.setSchema(new Schema<>()
                                .$ref(shapes.oneOf(few).path("$ref").asString())));
            }
        }
        Docs.of(method).ifPresent(words -> {
            int end = words.indexOf(". ");
            operation.setSummary(end < 0 ? words : words.substring(0, end + 1));
            if (end >= 0) {
                operation.setDescription(words);
            }
        });
        permission(route).ifPresent(needed -> operation.addExtension("x-permission", needed));
        if (Arrays.asList(method.getParameterTypes()).contains(InputStream.class)) {
            operation.addExtension("x-file", true);
        }
        if (Arrays.asList(method.getParameterTypes()).contains(MultipartFile.class)) {
            operation.addExtension("x-form", true);
        }
        if (AnnotatedElementUtils.hasAnnotation(route.getBeanType(), ForSignedIn.class)) {
            operation.addExtension("x-signed-in", true);
        }
        operation.addExtension("x-returns", method.getGenericReturnType().getTypeName());
        return operation;
    }

    private static Optional<String> permission(HandlerMethod route) {
        May own = AnnotatedElementUtils.findMergedAnnotation(route.getMethod(), May.class);
        May shared = AnnotatedElementUtils.findMergedAnnotation(route.getBeanType(), May.class);
        return Optional.ofNullable(own != null ? own : shared)
                .map(may -> may.value().name());
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
