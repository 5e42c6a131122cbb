package io.rapport.server.desk;

import io.rapport.server.web.ForEveryone;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The desktop's own addresses: each is the same page, which then shows the right screen.
@Controller
@ForEveryone
class Pages {

    @GetMapping({
        "/",
        "/people",
        "/people/{customer:\\d+}",
        "/organisation/{organisation:\\d+}",
        "/team",
        "/promises",
        "/room",
        "/junk",
        "/knowledge",
        "/knowledge/{article:\\d+}",
        "/incidents",
        "/incidents/{incident:\\d+}",
        "/admin",
        "/sign-in",
        "/telephone",
        "/figures",
        "/setup/{token}"
    })
    String desktop() {
        return "forward:/index.html";
    }
}
