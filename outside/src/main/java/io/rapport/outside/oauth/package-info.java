/// Providers at which people consent, as OAuth2 describes them.
@NullMarked
package io.rapport.outside.oauth;

import org.jspecify.annotations.NullMarked;
