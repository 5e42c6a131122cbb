package io.rapport.server.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import io.rapport.server.vocabulary.AlwaysAnswered;
import io.rapport.server.vocabulary.OneOf;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The shapes of what is said over HTTP: records with their parts, enumerations with their names, sealed interfaces as
/// one of several. A part is always there, as null where it is `@Nullable`; in what is only ever asked, it may be left
/// out instead.
final class Shapes implements ModelConverter {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String REF = "#/components/schemas/";
    /// Parts that name something of ours by its number, wherever they stand.
    private static final Set<String> IDS = Set.of(
            "id",
            "agent",
            "customer",
            "matter",
            "team",
            "owner",
            "helper",
            "knownBy",
            "interaction",
            "promise",
            "question",
            "account",
            "settledBy",
            "withdrawnBy",
            "article");

    /// Where such a part is something else: what a browser keeps, and words under a mail.
    private static final Set<String> NO_IDS = Set.of("Credential", "Party", "User", "SignatureView", "Given");

    private final Map<String, Class<?>> types = new TreeMap<>();
    private final Map<String, ObjectNode> shapes = new TreeMap<>();

    static boolean isId(String name) {
        return IDS.contains(name);
    }

    @Override
    public @Nullable Schema<?> resolve(
            io.swagger.v3.core.converter.AnnotatedType wanted,
            ModelConverterContext context,
            Iterator<ModelConverter> chain) {
        Class<?> type = raw(wanted.getType());
        if (type != null && (isOurs(type) || type == JsonNode.class)) {
            return new Schema<>().$ref(isOurs(type) ? REF + name(type) : REF + "Anything");
        }
        return chain.hasNext() ? chain.next().resolve(wanted, context, chain) : null;
    }

    private static @Nullable Class<?> raw(Type type) {
        return type instanceof JavaType known ? known.getRawClass() : type instanceof Class<?> known ? known : null;
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("io.rapport.") && (type.isRecord() || type.isEnum() || type.isInterface());
    }

    /// All that were met, by name.
    Map<String, ObjectNode> all() {
        shapes.putIfAbsent("Id", JSON.createObjectNode().put("type", "string").put("pattern", "^[0-9]+$"));
        shapes.putIfAbsent("Anything", JSON.createObjectNode().put("description", "Any JSON."));
        return shapes;
    }

    /// What a type is called for others; the same name for two types is refused.
    String name(Class<?> type) {
        String own = type.getSimpleName();
        Class<?> outer = type.getEnclosingClass();
        String around = outer == null ? "" : outer.getSimpleName().replaceAll("Routes$", "");
        boolean plain = outer == null || around.equals("Wire") || own.startsWith(around);
        String name = plain ? own : outer.isAssignableFrom(type) ? own + around : around + own;
        Class<?> known = types.putIfAbsent(name, type);
        if (known == null) {
            shapes.put(name, shape(type));
        } else if (known != type) {
            throw new AssertionError("two shapes are called " + name + ": " + known + " and " + type);
        }
        return name;
    }

    private ObjectNode shape(Class<?> type) {
        ObjectNode shape = JSON.createObjectNode();
        Docs.of(type).stream()
                .filter(words -> !words.startsWith("@"))
                .findFirst()
                .ifPresent(words -> shape.put("description", words));
        if (type.isEnum()) {
            shape.put("type", "string");
            ArrayNode names = shape.putArray("enum");
            for (Object each : type.getEnumConstants()) {
                names.add(((Enum<?>) each).name());
            }
        } else if (type.isRecord()) {
            record(shape, type);
        } else {
            oneOf(shape, type);
        }
        return shape;
    }

    private void record(ObjectNode shape, Class<?> type) {
        shape.put("type", "object");
        ObjectNode parts = shape.putObject("properties");
        ArrayNode required = shape.putArray("required");
        JsonSubTypes siblings =
                type.getInterfaces().length == 0 ? null : type.getInterfaces()[0].getAnnotation(JsonSubTypes.class);
        if (siblings != null) {
            String property =
                    type.getInterfaces()[0].getAnnotation(JsonTypeInfo.class).property();
            for (JsonSubTypes.Type each : siblings.value()) {
                if (each.value() == type) {
                    parts.putObject(property)
                            .put("type", "string")
                            .putArray("enum")
                            .add(each.name());
                    required.add(property);
                }
            }
        }
        for (RecordComponent part : type.getRecordComponents()) {
            OneOf few = part.getAnnotation(OneOf.class);
            ObjectNode schema = few != null
                    ? few(few, part)
                    : part.isAnnotationPresent(AlwaysAnswered.class)
                            ? value(part.getName(), part.getAnnotatedType())
                            : part(part.getName(), part.getAnnotatedType());
            if (schema.path("$ref").asString("").equals(REF + "Id") && NO_IDS.contains(type.getSimpleName())) {
                schema.removeAll().put("type", "string");
            }
            Docs.of(type, part.getName()).ifPresent(words -> schema.put("description", words));
            parts.set(part.getName(), schema);
            required.add(part.getName());
        }
    }

    private ObjectNode part(String name, AnnotatedType type) {
        ObjectNode schema = value(name, type);
        if (!type.isAnnotationPresent(Nullable.class)) {
            return schema;
        }
        if (schema.has("$ref")) {
            ObjectNode either = JSON.createObjectNode();
            either.putArray("anyOf").add(schema).addObject().put("type", "null");
            return either;
        }
        String only = schema.path("type").asString();
        schema.putArray("type").add(only).add("null");
        return schema;
    }

    private ObjectNode few(OneOf few, RecordComponent part) {
        AnnotatedType annotated = part.getAnnotatedType();
        ObjectNode schema = oneOf(few);
        if (annotated instanceof AnnotatedParameterizedType) {
            ObjectNode list = JSON.createObjectNode().put("type", "array");
            list.set("items", schema);
            return list;
        }
        if (annotated.isAnnotationPresent(Nullable.class) && !part.isAnnotationPresent(AlwaysAnswered.class)) {
            ObjectNode either = JSON.createObjectNode();
            either.putArray("anyOf").add(schema).addObject().put("type", "null");
            return either;
        }
        return schema;
    }

    /// As a shape of its own where one enumeration has them all.
    ObjectNode oneOf(OneOf few) {
        ObjectNode schema = JSON.createObjectNode();
        if (few.value().length == 1 && few.or().length == 0) {
            return schema.put("$ref", REF + name(few.value()[0]));
        }
        ArrayNode names = schema.put("type", "string").putArray("enum");
        for (Class<? extends Enum<?>> type : few.value()) {
            for (Enum<?> each : type.getEnumConstants()) {
                names.add(each.name());
            }
        }
        List.of(few.or()).forEach(names::add);
        return schema;
    }

    private ObjectNode value(String name, AnnotatedType annotated) {
        Type type = annotated.getType();
        ObjectNode schema = JSON.createObjectNode();
        if (annotated instanceof AnnotatedParameterizedType generic) {
            Class<?> raw = Objects.requireNonNull(raw(((java.lang.reflect.ParameterizedType) type).getRawType()));
            var inner = generic.getAnnotatedActualTypeArguments();
            if (Collection.class.isAssignableFrom(raw)) {
                schema.put("type", "array").set("items", part(singular(name), inner[0]));
                return schema;
            }
            if (Map.class.isAssignableFrom(raw)) {
                schema.put("type", "object").set("additionalProperties", part("", inner[1]));
                return schema;
            }
            throw new AssertionError("no shape is known for " + type);
        }
        if (!(type instanceof Class<?> plain)) {
            throw new AssertionError("no shape is known for " + type);
        }
        if (plain == String.class) {
            return IDS.contains(name) ? schema.put("$ref", REF + "Id") : schema.put("type", "string");
        } else if (plain == boolean.class || plain == Boolean.class) {
            return schema.put("type", "boolean");
        } else if (plain == int.class || plain == Integer.class) {
            return schema.put("type", "integer").put("format", "int32");
        } else if (plain == long.class || plain == Long.class) {
            return schema.put("type", "integer").put("format", "int64");
        } else if (plain == double.class || plain == Double.class) {
            return schema.put("type", "number");
        } else if (plain == Instant.class) {
            return schema.put("type", "string").put("format", "date-time");
        } else if (plain == LocalDate.class) {
            return schema.put("type", "string").put("format", "date");
        } else if (plain == LocalTime.class) {
            return schema.put("type", "string").put("format", "time");
        } else if (plain == JsonNode.class || plain == Object.class) {
            return schema.put("$ref", REF + "Anything");
        } else if (isOurs(plain)) {
            return schema.put("$ref", REF + name(plain));
        }
        throw new AssertionError("no shape is known for " + type);
    }

    /// `agents` are ids where `agent` is one, unless the list holds something of its own.
    private static String singular(String name) {
        return name.equals("ids") || name.equals("named") || name.equals("mentions")
                ? "id"
                : name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    private void oneOf(ObjectNode shape, Class<?> type) {
        JsonSubTypes kinds = type.getAnnotation(JsonSubTypes.class);
        if (kinds == null) {
            throw new AssertionError("it is not said what " + type + " may be");
        }
        ArrayNode each = shape.putArray("oneOf");
        ObjectNode discriminator = shape.putObject("discriminator");
        discriminator.put("propertyName", type.getAnnotation(JsonTypeInfo.class).property());
        ObjectNode mapping = discriminator.putObject("mapping");
        for (JsonSubTypes.Type kind : kinds.value()) {
            String ref = REF + name(kind.value());
            each.addObject().put("$ref", ref);
            mapping.put(kind.name(), ref);
        }
    }
}
