package io.rapport.server.settings;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.ClassUtils;

/// Stops the start, before anything is constructed, if a key under `rapport.` means nothing to any settings record.
///
/// The records announce themselves with `@ConfigurationProperties` and `@EnableConfigurationProperties`.
final class KeyCheck implements BeanFactoryPostProcessor {
    /// The start script's own variables, and the tests'.
    private static final Set<String> OF_THE_SCRIPT =
            Set.of("RAPPORT_JAVA_HOME", "RAPPORT_JAVA_OPTS", "RAPPORT_TEST_DATA");

    private final ConfigurableEnvironment environment;

    KeyCheck(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        KnownKeys known = known(beans);
        for (var source : environment.getPropertySources()) {
            if (source instanceof SystemEnvironmentPropertySource variables) {
                for (String name : variables.getPropertyNames()) {
                    if (name.startsWith("RAPPORT_")
                            && !OF_THE_SCRIPT.contains(name)
                            && !known.understandsVariable(name)) {
                        throw unknown(
                                "The environment variable " + name,
                                known.nearest(name.replace('_', '.'))
                                        .replace('.', '_')
                                        .replace("-", "")
                                        .toUpperCase(java.util.Locale.ROOT));
                    }
                }
            } else if (source instanceof EnumerablePropertySource<?> properties) {
                for (String name : properties.getPropertyNames()) {
                    if (name.startsWith("rapport.") && !known.understands(name)) {
                        throw unknown("The key %s (in %s)".formatted(name, source.getName()), known.nearest(name));
                    }
                }
            }
        }
    }

    static KnownKeys known(ConfigurableListableBeanFactory beans) {
        var keys = new TreeSet<String>();
        for (String bean : beans.getBeanDefinitionNames()) {
            String type = beans.getBeanDefinition(bean).getBeanClassName();
            // @EnableConfigurationProperties names the bean by its prefix.
            if (type == null || !bean.startsWith("rapport")) {
                continue;
            }
            Class<?> settings = ClassUtils.resolveClassName(type, beans.getBeanClassLoader());
            var annotation = settings.getAnnotation(ConfigurationProperties.class);
            if (annotation != null && settings.isRecord()) {
                keys.addAll(KnownKeys.of(prefix(annotation), settings));
            }
        }
        return new KnownKeys(keys);
    }

    private static String prefix(ConfigurationProperties annotation) {
        return annotation.prefix().isEmpty() ? annotation.value() : annotation.prefix();
    }

    private static StartRefusedException unknown(String what, String nearest) {
        return new StartRefusedException(
                what + " means nothing to Rapport.",
                "Did you mean %s? All keys are in packaging/configuration.md.".formatted(nearest));
    }
}
