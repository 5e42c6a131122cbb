@NullMarked
package io.rapport.server.recording;

import org.jspecify.annotations.NullMarked;
