package io.rapport.server.endtoend;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/// A company's own site, which is another origin than ours, under the strictest policy under which it can embed us. Its
/// page `/es` is Spanish.
final class Site implements AutoCloseable {
    private final HttpServer server;

    /// @param rapport our address
    /// @param doors the key of the chat on a page, by its path
    Site(String rapport, UnaryOperator<String> doors) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        String policy =
                "default-src 'none'; script-src " + rapport + "; connect-src " + rapport + "; img-src " + rapport;
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String key = doors.apply(path);
            byte[] html = ("<!doctype html><html lang=" + (path.equals("/es") ? "es" : "en")
                            + "><meta name=viewport content='width=device-width'><title>Prices</title><h1>Our company</h1>"
                            + "<a href=\"" + rapport + "/form/web\" data-rapport=\"" + key + "\">Write to us</a>"
                            + "<script src=\"" + rapport + "/chat/widget.js\" async></script>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().set("Content-Security-Policy", policy);
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        server.start();
    }

    /// By name and by number the same machine, and two origins.
    String address(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
