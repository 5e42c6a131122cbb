@NullMarked
package io.rapport.server.voice;

import org.jspecify.annotations.NullMarked;
