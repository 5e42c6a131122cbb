/// Whether a sender's address is proven.
@NullMarked
package io.rapport.server.email.auth;

import org.jspecify.annotations.NullMarked;
