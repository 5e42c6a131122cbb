/// Load and crash runs from outside: they start the server as a process, speak SMTP and HTTP to it, kill it,
/// and count in its database what became of everything it acknowledged.
@NullMarked
package io.rapport.bench;

import org.jspecify.annotations.NullMarked;
