package io.rapport.server.email.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.rapport.server.email.html.HtmlCleaner;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
class HtmlFuzzTest {
    private static final HtmlCleaner CLEANER = new HtmlCleaner(100_000);

    @FuzzTest(maxDuration = "1m")
    void nothing_that_was_cleaned_runs_or_calls_home_also_when_it_is_cleaned_again(FuzzedDataProvider data) {
        String once = CLEANER.clean(data.consumeRemainingAsString()).html();
        Harmless.check(once);
        Harmless.check(CLEANER.clean(once).html());
    }
}
