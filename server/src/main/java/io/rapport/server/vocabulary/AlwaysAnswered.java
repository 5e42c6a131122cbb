package io.rapport.server.vocabulary;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A part of a record that is read and written back: whoever writes may leave it out, and it is null then; whoever
/// reads
/// always finds it. The contract asks for it.
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface AlwaysAnswered {}
