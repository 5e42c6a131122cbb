/// Faults put into calls on purpose, and calls in which nothing is wrong: what is found of the ones, and of
/// the others.
@NullMarked
package io.rapport.bench.faults;

import org.jspecify.annotations.NullMarked;
