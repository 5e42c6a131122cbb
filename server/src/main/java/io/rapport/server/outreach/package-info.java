/// We move first: what went wrong or will change ([Incidents]), whom it touches, what they are told
/// (campaigns), that
/// they know, what they think of our measures, and what we make good ([MakeGoods]).
///
/// Words that go to many are written by one of us and approved by another; a [WordCheck] keeps blame and
/// apologies that
/// are none out of them. What is sent leaves by `channel`'s outbox.
@NullMarked
@ApplicationModule(
        displayName = "outreach",
        allowedDependencies = {
            "vocabulary",
            "database",
            "journal",
            "timer",
            "vault",
            "web",
            "page",
            "access",
            "workforce",
            "customer",
            "interaction",
            "promise",
            "calling",
            "channel",
            "webhook"
        })
package io.rapport.server.outreach;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
