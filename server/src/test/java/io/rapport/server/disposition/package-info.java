@NullMarked
package io.rapport.server.disposition;

import org.jspecify.annotations.NullMarked;
