/// Fetching of mail from mailboxes at a provider.
@NullMarked
package io.rapport.server.email.imap;

import org.jspecify.annotations.NullMarked;
