/// Networks that fail, and ports for servers in tests.
@NullMarked
package io.rapport.outside.net;

import org.jspecify.annotations.NullMarked;
