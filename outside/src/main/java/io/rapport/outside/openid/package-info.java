/// Identity providers of companies: a real one, and one that lies.
@NullMarked
package io.rapport.outside.openid;

import org.jspecify.annotations.NullMarked;
