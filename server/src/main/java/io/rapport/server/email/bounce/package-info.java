/// Tells what a machine wrote from what a person wrote, and reads what it reports. Pure.
@NullMarked
package io.rapport.server.email.bounce;

import org.jspecify.annotations.NullMarked;
