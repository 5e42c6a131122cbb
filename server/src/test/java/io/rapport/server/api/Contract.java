package io.rapport.server.api;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The contract as others read it: what springdoc found at our routes, in the order of the paths, with our shapes, our
/// errors and who may call what. Pure.
final class Contract {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String REF = "#/components/schemas/";
    private static final String SIGNED_IN = "signed in";
    /// What no program does for a person.
    private static final Set<String> NEVER_BY_TOKEN = Set.of("OWN_SIGN_IN", "CHANGE_SIGN_IN", "CHANGE_AGENTS");
    private static final List<String> VERBS = List.of("get", "put", "post", "delete");
    private static final String ABOUT = """
            Everything that the desktop does, a program may do too. Instants are ISO 8601 in UTC, ids are texts of \
            digits, and what can be empty is there as null. Errors are problem+json (RFC 9457) with a stable `code` \
            and a sentence in `detail`. How to begin: README.md beside this file.""";

    private Contract() {}

    /// @param found what springdoc says
    /// @param shapes by name; those that nothing names are left out
    static String write(JsonNode found, Map<String, ObjectNode> shapes) {
        ObjectNode contract = JSON.createObjectNode();
        contract.put("openapi", "3.1.0");
        contract.putObject("info").put("title", "Rapport").put("version", "1").put("description", ABOUT.strip());
        ObjectNode paths = contract.putObject("paths");
        Set<String> names = new HashSet<>();
        new TreeMap<>(Map.copyOf(asMap(found.path("paths")))).forEach((path, operations) -> {
            ObjectNode here = paths.putObject(path);
            for (String verb : VERBS) {
                if (operations.has(verb)) {
                    ObjectNode operation = operation(path, verb, operations.path(verb));
                    here.set(verb, operation);
                    String name = operation.path("operationId").asString();
                    if (!names.add(name)) {
                        throw new AssertionError("two routes are called " + name);
                    }
                }
            }
        });
        components(contract, shapes);
        return JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(contract)
                        .replace("\r", "") + "\n";
    }

    private static Map<String, JsonNode> asMap(JsonNode object) {
        Map<String, JsonNode> map = new TreeMap<>();
        object.properties().forEach(each -> map.put(each.getKey(), each.getValue()));
        return map;
    }

    private static ObjectNode operation(String path, String verb, JsonNode found) {
        ObjectNode operation = JSON.createObjectNode();
        operation.put("operationId", found.path("operationId").asString());
        operation.putArray("tags").add(tag(path));
        if (!found.has("summary")) {
            throw new AssertionError(verb + " " + path + " says nothing of itself: write a /// line at its method");
        }
        operation.put("summary", found.path("summary").asString());
        String permission = found.path("x-permission").asString("");
        boolean signedIn = found.has("x-signed-in");
        String open = signedIn ? "Anybody may ask this who is signed in." : "Anybody may ask this.";
        String needs = permission.isEmpty() ? open : "Needs `" + permission + "`.";
        operation.put("description", (found.path("description").asString("") + "\n\n" + needs).strip());
        if (!permission.isEmpty()) {
            operation.put("x-permission", permission);
        }
        parameters(operation, verb, !permission.isEmpty(), found);
        body(operation, found);
        answers(operation, found);
        security(operation, verb, signedIn ? SIGNED_IN : permission);
        return operation;
    }

    /// `customers`, `admin doors`: what the path is about.
    private static String tag(String path) {
        String[] parts = path.split("/");
        return parts[2].equals("admin") ? "admin " + parts[3] : parts[2];
    }

    private static void parameters(ObjectNode operation, String verb, boolean keyed, JsonNode found) {
        ArrayNode parameters = JSON.createArrayNode();
        for (JsonNode each : found.path("parameters")) {
            ObjectNode parameter = (ObjectNode) each.deepCopy();
            String in = parameter.path("in").asString();
            String name = parameter.path("name").asString();
            if (!in.equals("cookie") && !name.equals("body")) {
                if (in.equals("path") && Shapes.isId(name)) {
                    parameter.putObject("schema").put("$ref", REF + "Id");
                }
                parameters.add(parameter);
            }
        }
        if (keyed && !verb.equals("get") && !found.has("x-form")) {
            parameters.addObject().put("$ref", "#/components/parameters/IdempotencyKey");
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
    }

    private static void body(ObjectNode operation, JsonNode found) {
        if (found.has("x-file")) {
            file(operation.putObject("requestBody").put("required", true).putObject("content"));
        } else if (found.has("x-form")) {
            operation
                    .putObject("requestBody")
                    .put("required", true)
                    .putObject("content")
                    .set(
                            "multipart/form-data",
                            found.path("requestBody").path("content").path("application/json"));
        } else if (found.has("requestBody")) {
            operation.set("requestBody", found.path("requestBody").deepCopy());
        }
    }

    private static void file(ObjectNode content) {
        content.putObject("application/octet-stream")
                .putObject("schema")
                .put("type", "string")
                .put("format", "binary");
    }

    private static void answers(ObjectNode operation, JsonNode found) {
        ObjectNode answers = operation.putObject("responses");
        found.path("responses").properties().forEach(each -> {
            ObjectNode answer = answers.putObject(each.getKey());
            answer.put("description", each.getValue().path("description").asString());
            String returns = found.path("x-returns").asString();
            if (returns.contains("byte[]") || returns.contains("InputStreamResource")) {
                file(answer.putObject("content"));
            } else if (returns.contains("core.io.Resource")) {
                answer.putObject("content")
                        .putObject("application/json")
                        .putObject("schema")
                        .put("type", "object");
            } else if (returns.equals("org.springframework.http.ResponseEntity<java.lang.String>")) {
                answer.putObject("content")
                        .putObject("text/html")
                        .putObject("schema")
                        .put("type", "string");
            } else if (each.getValue().path("content").isObject()
                    && !returns.equals("org.springframework.http.ResponseEntity<java.lang.Void>")) {
                answer.set("content", each.getValue().path("content").deepCopy());
            }
        });
        answers.putObject("default").put("$ref", "#/components/responses/Refused");
    }

    private static void security(ObjectNode operation, String verb, String permission) {
        ArrayNode ways = operation.putArray("security");
        if (permission.isEmpty()) {
            return;
        }
        ObjectNode session = ways.addObject();
        session.putArray("session");
        if (!verb.equals("get")) {
            session.putArray("csrf");
        }
        if (!NEVER_BY_TOKEN.contains(permission)) {
            ArrayNode scopes = ways.addObject().putArray("token");
            if (!permission.equals(SIGNED_IN)) {
                scopes.add(permission);
            }
        }
    }

    private static void components(ObjectNode contract, Map<String, ObjectNode> shapes) {
        ObjectNode components = contract.putObject("components");
        Set<String> asked = new HashSet<>();
        Set<String> answered = new HashSet<>(Set.of("Problem"));
        contract.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    reach(operation.path("requestBody"), shapes, asked);
                    reach(operation.path("parameters"), shapes, asked);
                    reach(operation.path("responses"), shapes, answered);
                }));
        ObjectNode schemas = components.putObject("schemas");
        new TreeMap<>(shapes).forEach((name, shape) -> {
            if (asked.contains(name) && !answered.contains(name)) {
                leaveOut(shape);
            }
            if (asked.contains(name) || answered.contains(name)) {
                schemas.set(name, shape);
            }
        });
        ObjectNode refused = components.putObject("responses").putObject("Refused");
        refused.put("description", "It was refused, or failed; `code` says why.");
        refused.putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", REF + "Problem");
        ObjectNode key = components.putObject("parameters").putObject("IdempotencyKey");
        key.put("name", "Idempotency-Key").put("in", "header");
        key.put(
                "description",
                "Asked again with the same key and body within a day, it is not done again: the first answer comes back"
                        + " with the header `Idempotent-Replay: true`.");
        key.putObject("schema").put("type", "string").put("minLength", 1).put("maxLength", 100);
        ObjectNode ways = components.putObject("securitySchemes");
        ways.putObject("session")
                .put("type", "apiKey")
                .put("in", "cookie")
                .put("name", "rapport_session")
                .put("description", "What POST /api/session sets.");
        ways.putObject("csrf")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "X-Rapport-Csrf")
                .put("description", "The `csrf` of the session, with everything that changes something.");
        ways.putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "A token made under Settings, Sign-in. Its scopes are permissions.");
    }

    private static void reach(JsonNode from, Map<String, ObjectNode> shapes, Set<String> reached) {
        JsonNode ref = from.path("$ref");
        if (ref.isString() && ref.asString().startsWith(REF)) {
            String name = ref.asString().substring(REF.length());
            if (reached.add(name)) {
                reach(Objects.requireNonNull(shapes.get(name), name), shapes, reached);
            }
        }
        from.forEach(inner -> reach(inner, shapes, reached));
    }

    /// What is only asked may leave out what may be null.
    private static void leaveOut(ObjectNode shape) {
        if (shape.path("required").isArray()) {
            ArrayNode required = JSON.createArrayNode();
            shape.path("required").forEach(name -> {
                JsonNode part = shape.path("properties").path(name.asString());
                boolean nullable = part.path("type").isArray() || part.has("anyOf");
                if (!nullable) {
                    required.add(name);
                }
            });
            shape.set("required", required);
            if (required.isEmpty()) {
                shape.remove("required");
            }
        }
    }
}
