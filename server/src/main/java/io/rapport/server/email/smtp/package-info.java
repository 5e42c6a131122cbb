/// Listens for mail. Our own small server, because the acknowledgement is a promise and nothing between the wire and
/// the commit may blur it: `250` is said after the commit and at no other time, the end of the data is `CRLF.CRLF`
/// and nothing else, a refused message is read to its end before the next command is.
@NullMarked
package io.rapport.server.email.smtp;

import org.jspecify.annotations.NullMarked;
