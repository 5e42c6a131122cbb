@NullMarked
package io.rapport.server.email;

import org.jspecify.annotations.NullMarked;
