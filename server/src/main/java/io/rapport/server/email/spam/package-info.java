/// Whether a mail is junk, by a spam filter that the operator runs. It advises: a mail that it can't be asked about is
/// let in.
@NullMarked
package io.rapport.server.email.spam;

import org.jspecify.annotations.NullMarked;
