package io.rapport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import io.rapport.server.access.Accounts;
import io.rapport.server.facts.FieldKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class SpokenTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

    /// The sentences of all refusals, as the sources have them, with `{}` for what is put in.
    private static Set<String> sentences() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        Set<String> all = new TreeSet<>();
        try (Stream<Path> paths = Files.walk(SOURCES);
                var files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> sources =
                    paths.filter(path -> path.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree unit : task.parse()) {
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                        String what = call.getMethodSelect().toString();
                        List<? extends ExpressionTree> given = call.getArguments();
                        if (what.equals("Problem.of")) {
                            all.addAll(said(given.get(2)));
                        } else if (what.startsWith("Refusal.")) {
                            all.addAll(said(given.getLast()));
                        }
                        return super.visitMethodInvocation(call, nothing);
                    }
                }.scan(unit, null);
            }
        }
        all.removeIf(sentence -> !WORD.matcher(sentence).find());
        return all;
    }

    private static List<String> said(Tree tree) {
        List<String> said = new ArrayList<>();
        switch (tree) {
            case LiteralTree literal -> said.add(String.valueOf(literal.getValue()));
            case ParenthesizedTree in -> said.addAll(said(in.getExpression()));
            case ConditionalExpressionTree either -> {
                said.addAll(said(either.getTrueExpression()));
                said.addAll(said(either.getFalseExpression()));
            }
            case BinaryTree sum ->
                said(sum.getLeftOperand())
                        .forEach(left -> said(sum.getRightOperand())
                                .forEach(right -> said.add((left + right).replace("{}{}", "{}"))));
            default -> said.add("{}");
        }
        return said;
    }

    @Test
    void every_sentence_with_which_something_is_refused_is_also_said_in_spanish() throws IOException {
        Set<String> sentences = sentences();
        for (FieldKind kind : FieldKind.values()) {
            sentences.add(kind.rule());
        }
        for (String weak : List.of("short", "a".repeat(20), "a".repeat(2_000))) {
            Accounts.weakness(weak).ifPresent(sentences::add);
        }
        assertThat(sentences).hasSizeGreaterThan(200);
        sentences.removeIf(sentence -> {
            String said = sentence.replace("{}", "17");
            return !Spoken.in(Language.ES, said).equals(said);
        });
        assertThat(sentences).isEmpty();
    }

    @Test
    void what_is_put_in_stands_in_the_translation_and_what_is_not_known_stays() {
        assertThat(Spoken.in(
                        Language.ES,
                        "It is Ana {} Pérez's. If they are one person, merge them; if they share it, say so."))
                .isEqualTo("Es de Ana {} Pérez. Si son una sola persona, únelas; si la comparten, dilo.");
        assertThat(Spoken.in(Language.ES, "Nobody ever says this")).isEqualTo("Nobody ever says this");
        assertThat(Spoken.in(Language.EN, "Please sign in.")).isEqualTo("Please sign in.");
    }
}
