/// Keeps in order what several threads ask of one thing.
@NullMarked
package io.rapport.media.mailbox;

import org.jspecify.annotations.NullMarked;
