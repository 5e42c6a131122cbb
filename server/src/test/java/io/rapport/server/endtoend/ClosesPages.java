package io.rapport.server.endtoend;

import com.microsoft.playwright.BrowserContext;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Closes what a test opened when it ends: pages that are left open go on being painted. Found by its name under
/// META-INF, for every test class.
public final class ClosesPages implements BeforeEachCallback, AfterEachCallback {
    private Set<BrowserContext> before = Set.of();

    @Override
    public void beforeEach(ExtensionContext test) {
        before = Set.copyOf(Browser.OPEN);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        for (BrowserContext context : List.copyOf(Browser.OPEN)) {
            if (!before.contains(context)) {
                Browser.OPEN.remove(context);
                context.close();
            }
        }
    }
}
