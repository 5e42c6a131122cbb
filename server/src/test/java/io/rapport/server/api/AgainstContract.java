package io.rapport.server.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds what a server answers against the contract: that every part is there, is named, and is of its kind.
final class AgainstContract {
    private final JsonNode contract;

    AgainstContract() throws IOException {
        contract =
                JsonMapper.builder().build().readTree(Files.readString(Path.of("..", "docs", "api", "openapi.json")));
    }

    /// @param path as it was asked, without the query
    /// @return what is wrong; nothing when all is as the contract says
    List<String> wrong(String method, String path, int status, JsonNode answer) {
        JsonNode operation = operation(method, path);
        if (operation.isMissingNode()) {
            return List.of("the contract does not know " + method + " " + path);
        }
        JsonNode responses = operation.path("responses");
        JsonNode response = responses.path(Integer.toString(status));
        if (response.isMissingNode()) {
            response = contract.path("components").path("responses").path("Refused");
            if (status < 400) {
                return List.of(method + " " + path + " answers " + status + ", which the contract does not know");
            }
        }
        List<String> wrong = new ArrayList<>();
        response.path("content").properties().stream()
                .filter(each -> each.getKey().endsWith("json"))
                .forEach(each -> check(each.getValue().path("schema"), answer, method + " " + path, wrong));
        return wrong;
    }

    private JsonNode operation(String method, String path) {
        JsonNode found = JsonMapper.builder().build().missingNode();
        int names = Integer.MAX_VALUE;
        for (Map.Entry<String, JsonNode> each : contract.path("paths").properties()) {
            String pattern = each.getKey().replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+");
            int count = each.getKey().split("\\{", -1).length;
            if (Pattern.matches(pattern, path)
                    && count < names
                    && each.getValue().has(method.toLowerCase(java.util.Locale.ROOT))) {
                found = each.getValue().path(method.toLowerCase(java.util.Locale.ROOT));
                names = count;
            }
        }
        return found;
    }

    private void check(JsonNode shape, JsonNode value, String where, List<String> wrong) {
        if (shape.has("$ref")) {
            String name = shape.path("$ref").asString("").replaceAll(".*/", "");
            check(contract.path("components").path("schemas").path(name), value, where, wrong);
        } else if (shape.has("anyOf") || shape.has("oneOf")) {
            oneOf(shape.has("anyOf") ? shape.path("anyOf") : shape.path("oneOf"), value, where, wrong);
        } else if (shape.has("type")) {
            typed(shape, value, where, wrong);
        }
    }

    private void oneOf(JsonNode shapes, JsonNode value, String where, List<String> wrong) {
        List<String> best = List.of(where + " fits nothing");
        for (JsonNode shape : shapes) {
            List<String> found = new ArrayList<>();
            check(shape, value, where, found);
            if (found.isEmpty()) {
                return;
            }
            best = found;
        }
        wrong.addAll(best);
    }

    private void typed(JsonNode shape, JsonNode value, String where, List<String> wrong) {
        List<String> types = shape.path("type").isArray()
                ? shape.path("type").valueStream().map(t -> t.asString("")).toList()
                : List.of(shape.path("type").asString(""));
        String is = value.isNull()
                ? "null"
                : value.isString()
                        ? "string"
                        : value.isBoolean()
                                ? "boolean"
                                : value.isIntegralNumber()
                                        ? "integer"
                                        : value.isNumber() ? "number" : value.isArray() ? "array" : "object";
        if (!types.contains(is) && !(is.equals("integer") && types.contains("number"))) {
            wrong.add(where + " is " + is + ", not " + types);
            return;
        }
        boolean named = !shape.has("enum") || shape.path("enum").valueStream().anyMatch(each -> each.equals(value));
        boolean matches = !value.isString()
                || !shape.has("pattern")
                || Pattern.compile(shape.path("pattern").asString(""))
                        .matcher(value.asString(""))
                        .find();
        if (!named || !matches) {
            wrong.add(where + " can't be " + value);
        }
        for (JsonNode each :
                value.isArray() ? value : JsonMapper.builder().build().createArrayNode()) {
            check(shape.path("items"), each, where + "[]", wrong);
        }
        if (value.isObject()) {
            parts(shape, value, where, wrong);
        }
    }

    private void parts(JsonNode shape, JsonNode value, String where, List<String> wrong) {
        shape.path("required").forEach(name -> {
            if (!value.has(name.asString(""))) {
                wrong.add(where + " lacks " + name);
            }
        });
        value.properties().forEach(part -> {
            JsonNode known = shape.path("properties").path(part.getKey());
            JsonNode any = shape.path("additionalProperties");
            if (known.isMissingNode() && any.isMissingNode() && shape.has("properties")) {
                wrong.add(where + " has a part that the contract does not know: " + part.getKey());
            }
            check(known.isMissingNode() ? any : known, part.getValue(), where + "." + part.getKey(), wrong);
        });
    }
}
