/// Signing in to a door's mail servers by OAuth2: the consent in an administrator's browser (RFC 6749 section 4.1 with
/// PKCE, RFC 7636), and tokens from then on.
///
/// Requests go to addresses that an administrator typed, never to where an answer points; tokens and codes are in no
/// log. What a consent brings is kept sealed with the door's other memories ([Grants]).
@NullMarked
package io.rapport.server.email.oauth;

import org.jspecify.annotations.NullMarked;
