/// Makes foreign HTML safe to show and readable as text, in one pass.
@NullMarked
package io.rapport.server.email.html;

import org.jspecify.annotations.NullMarked;
