package io.rapport.server.page;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Routes that answer with a page for customers: what goes wrong there is said on a page, never as problem+json.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ShownToCustomers {}
