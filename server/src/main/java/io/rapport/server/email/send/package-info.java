/// Takes parcels to the next mail host: composed once, the same on every attempt, one answer each.
@NullMarked
package io.rapport.server.email.send;

import org.jspecify.annotations.NullMarked;
