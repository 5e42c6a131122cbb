/// Networks that fail.
@NullMarked
package io.rapport.outside.net;

import org.jspecify.annotations.NullMarked;
