@NullMarked
package io.rapport.server.feedback;

import org.jspecify.annotations.NullMarked;
