package io.rapport.server.insight;

import io.rapport.server.access.Accounts;
import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Others' scores beside ours, as somebody typed them in.
@RestController
@RequestMapping("/api/benchmarks")
@May(Permission.SEE_FIGURES)
class BenchmarkRoutes {
    private static final int MAX_TEXT = 200;

    private final BenchmarkStore store;
    private final Accounts accounts;
    private final Clock clock;

    BenchmarkRoutes(BenchmarkStore store, Accounts accounts, Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// @param n how many answered; none: it was not published
    /// @param margin how many points it may be off at the most; none: n is not known
    record BenchmarkView(
            String id,
            String firm,
            @OneOf(Benchmark.Question.class) String question,
            double score,
            @Nullable Integer n,
            @Nullable Integer margin,
            String source,
            String method,
            LocalDate measured) {
        static BenchmarkView of(Benchmark one) {
            return new BenchmarkView(
                    Long.toString(one.id()),
                    one.firm(),
                    one.question().name(),
                    one.score(),
                    one.n().isPresent() ? one.n().getAsInt() : null,
                    one.margin().isPresent() ? one.margin().getAsInt() : null,
                    one.source(),
                    one.method(),
                    one.measured());
        }
    }

    record BenchmarksView(List<BenchmarkView> benchmarks) {}

    /// Others' scores, the latest measured first.
    @GetMapping
    BenchmarksView benchmarks() {
        return new BenchmarksView(store.all().stream().map(BenchmarkView::of).toList());
    }

    /// @param score -100 to 100 for NPS, 0 to 100 for the others
    record BenchmarkGiven(
            @Nullable String firm,
            @OneOf(Benchmark.Question.class) @Nullable String question,
            @Nullable Double score,
            @Nullable Integer n,
            @Nullable String source,
            @Nullable String method,
            @Nullable LocalDate measured) {}

    /// Types in somebody else's score.
    @May(Permission.CHANGE_FIGURES)
    @PostMapping
    BenchmarksView addBenchmark(@RequestBody BenchmarkGiven given, Principal caller) {
        Benchmark one = read(0, given);
        if (!store.keep(one, account(caller), clock.instant())) {
            throw Refusal.unprocessable("too-many", "There are as many as can be kept. Remove one.");
        }
        accounts.audit(account(caller), "added a benchmark", one.firm());
        return benchmarks();
    }

    /// Types it in anew.
    @May(Permission.CHANGE_FIGURES)
    @PutMapping("/{id}")
    BenchmarksView changeBenchmark(@PathVariable String id, @RequestBody BenchmarkGiven given, Principal caller) {
        Benchmark one = read(number(id), given);
        if (one.id() == 0 || !store.keep(one, account(caller), clock.instant())) {
            throw none();
        }
        accounts.audit(account(caller), "changed a benchmark", one.firm());
        return benchmarks();
    }

    /// Removes it.
    @May(Permission.CHANGE_FIGURES)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeBenchmark(@PathVariable String id, Principal caller) {
        if (!store.remove(number(id))) {
            throw none();
        }
        accounts.audit(account(caller), "removed a benchmark", id);
    }

    private Benchmark read(long id, BenchmarkGiven given) {
        Benchmark.Question question = Arrays.stream(Benchmark.Question.values())
                .filter(one -> one.name().equals(given.question()))
                .findFirst()
                .orElseThrow(() -> Refusal.field("question", "Say which question it is of."));
        double least = question == Benchmark.Question.NPS ? -100 : 0;
        double score = Optional.ofNullable(given.score())
                .filter(one -> one >= least && one <= 100)
                .orElseThrow(() -> Refusal.field("score", "An NPS is -100 to 100, a share 0 to 100."));
        Optional<Integer> n = Optional.ofNullable(given.n());
        if (n.filter(one -> one < 1).isPresent()) {
            throw Refusal.field("n", "How many answered, or nothing where it was not published.");
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate measured = Optional.ofNullable(given.measured())
                .filter(day -> day.getYear() >= 1990 && !day.isAfter(today.plusDays(1)))
                .orElseThrow(() -> Refusal.field("measured", "Say when it was measured; not in the future."));
        return new Benchmark(
                id,
                text("firm", given.firm()),
                question,
                score,
                n.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                text("source", given.source()),
                text("method", given.method()),
                measured);
    }

    private static String text(String field, @Nullable String text) {
        String line = text == null
                ? ""
                : text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        if (line.isEmpty() || line.length() > MAX_TEXT) {
            throw Refusal.field(field, "Say whose it is, where it was published and how it was asked, each in a line.");
        }
        return line;
    }

    private static long account(Principal caller) {
        return Long.parseLong(caller.getName());
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw none();
        }
        return Long.parseLong(id);
    }

    private static Refusal none() {
        return Refusal.notFound("There is no such benchmark (any more).");
    }
}
