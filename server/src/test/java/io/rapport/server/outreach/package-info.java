@NullMarked
package io.rapport.server.outreach;

import org.jspecify.annotations.NullMarked;
