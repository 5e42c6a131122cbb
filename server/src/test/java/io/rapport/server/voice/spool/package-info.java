@NullMarked
package io.rapport.server.voice.spool;

import org.jspecify.annotations.NullMarked;
