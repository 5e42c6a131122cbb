/// Mail as the outside world speaks it: customers who write, servers that receive.
@NullMarked
package io.rapport.outside.mail;

import org.jspecify.annotations.NullMarked;
