/// Takes raw mail apart: structure, charsets, addresses, names, words. Pure; never throws for what a sender wrote.
@NullMarked
package io.rapport.server.email.mime;

import org.jspecify.annotations.NullMarked;
