package io.rapport.server.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Where lines begin at the right, the screens are mirrored and hold together.
class RightToLeftTest {
    private static final List<String> SCREENS = List.of(
            "/",
            "/people",
            "/people/1",
            "/team",
            "/promises",
            "/room",
            "/junk",
            "/knowledge",
            "/sign-in",
            "/telephone",
            "/admin");

    private static DemoHouse house;

    @BeforeAll
    static void open() throws Exception {
        house = DemoHouse.open();
    }

    @AfterAll
    static void shut() {
        house.close();
    }

    @Test
    void nothing_overflows_where_lines_begin_at_the_right() {
        Page ada = house.signIn("admin");
        List<String> over = new ArrayList<>();
        for (String screen : SCREENS) {
            ada.navigate(house.rapport().url() + screen);
            assertThat(ada.locator("main h1").first()).isVisible();
            for (int width : new int[] {1440, 900}) {
                ada.setViewportSize(width, 900);
                if (Boolean.TRUE.equals(ada.evaluate("""
                        () => {
                          document.documentElement.dir = 'rtl'
                          return [document.documentElement, document.querySelector('main')]
                            .some(one => one.scrollWidth > one.clientWidth)
                        }
                        """))) {
                    over.add(screen + " at " + width);
                }
            }
        }
        assertThat(over).isEmpty();
        double rail = ada.locator("nav.rail").boundingBox().x;
        double main = ada.locator("main").boundingBox().x;
        assertThat(rail).as("the team stands at the right").isGreaterThan(main);
        assertThat(house.browser().mistakes()).isEmpty();
    }
}
