/// Signing in by the company's own identity provider: OpenID Connect Core 1.0, the authorization code flow with PKCE.
/// The provider says who somebody is; which account that is, and what it may do, is said here.
@NullMarked
@ApplicationModule(
        displayName = "openid",
        allowedDependencies = {"vocabulary", "database", "vault", "web", "access", "workforce"})
package io.rapport.server.openid;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
