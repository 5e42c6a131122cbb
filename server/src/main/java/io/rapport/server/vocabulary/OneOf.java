package io.rapport.server.vocabulary;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A text of a record that goes over the wire and is one of a few: what the database keeps as text stays text on its
/// way, and those who read the contract know all it can be.
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface OneOf {
    /// Whose names they are.
    Class<? extends Enum<?>>[] value() default {};

    /// Beside those, or where no enumeration has them.
    String[] or() default {};
}
