@NullMarked
package io.rapport.server.standing;

import org.jspecify.annotations.NullMarked;
