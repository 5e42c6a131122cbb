@NullMarked
package io.rapport.server.coverage;

import org.jspecify.annotations.NullMarked;
