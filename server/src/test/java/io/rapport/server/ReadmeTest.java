package io.rapport.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the pages at the top of the repository say, held against what is there.
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)#\\s]+)[^)]*\\)");
    private static final Pattern COMMAND = Pattern.compile("\\./rapport ([a-z]+)");

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    @Test
    void every_link_between_pages_leads_to_a_file() throws IOException {
        List<String> lost = new ArrayList<>();
        List<Path> pages;
        try (var files = Files.walk(ROOT.resolve("docs"))) {
            pages = new ArrayList<>(
                    files.filter(f -> f.toString().endsWith(".md")).toList());
        }
        for (String name : List.of("README.md", "ARCHITECTURE.md", "GLOSSARY.md", "STYLE.md")) {
            pages.add(ROOT.resolve(name));
        }
        for (Path page : pages) {
            for (MatchResult link :
                    LINK.matcher(Files.readString(page)).results().toList()) {
                String target = link.group(1);
                if (!target.contains("://") && !Files.exists(page.resolveSibling(target))) {
                    lost.add(page + " -> " + target);
                }
            }
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void every_command_that_is_named_is_one_of_the_script() throws IOException {
        String script = Files.readString(ROOT.resolve("rapport"));
        List<String> named = COMMAND.matcher(readme() + Files.readString(ROOT.resolve("docs/operating/README.md")))
                .results()
                .map(command -> command.group(1))
                .distinct()
                .toList();
        assertThat(named).contains("demo", "test", "up", "help");
        assertThat(named)
                .allMatch(command -> Pattern.compile("(?m)^    (?:[\\w-]+ \\| )*" + command + "(?: \\| [\\w-]+)*\\) ")
                        .matcher(script)
                        .find());
    }

    @Test
    void the_demo_company_is_as_large_as_the_readme_says() throws IOException {
        assertThat(readme()).contains("3 teams, 48 agents, 5,000 customers");
        try (RunningRapport rapport = RunningRapport.start("--rapport.demo=true")) {
            assertThat(rapport.count("select count(*) from team")).isEqualTo(3);
            assertThat(rapport.count("select count(*) from agent a join account c on c.id = a.account"
                            + " where c.role <> 'ADMINISTRATOR'"))
                    .isEqualTo(48);
            assertThat(rapport.count("select count(*) from customer")).isEqualTo(5_000);
            assertThat(rapport.count("select count(*) from door where address = 'support@brightline.example'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void it_listens_where_the_readme_says() throws IOException {
        assertThat(readme()).contains("http://127.0.0.1:8080").contains("port 2525");
        String script = Files.readString(ROOT.resolve("rapport"));
        assertThat(script).contains("HTTP=8080 SMTP=2525");
        assertThat(Files.readString(ROOT.resolve("packaging/configuration.md")))
                .contains("| `rapport.email.smtp.port` | `2525` |");
    }
}
