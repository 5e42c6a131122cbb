package io.rapport.server.journal;

import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.OrganisationId;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.vocabulary.WorkId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/// Between events and their JSON. Ids are plain numbers; unknown fields are ignored, so that an older process can
/// read what a newer one wrote.
final class EventCodec {
    private final Map<String, Class<? extends JournalEvent>> types = new HashMap<>();
    private final JsonMapper json;
    /// For other systems, whose programs may not hold our numbers exactly.
    private final JsonMapper outward;

    EventCodec(List<EventFamily> families) {
        for (EventFamily family : families) {
            register(family.sealed());
        }
        json = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .addModule(ids(false))
                .build();
        outward = JsonMapper.builder().addModule(ids(true)).build();
    }

    /// Sorted.
    List<String> types() {
        return types.keySet().stream().sorted().toList();
    }

    /// With ids as texts of digits.
    JsonNode tell(JournalEvent event) {
        return outward.valueToTree(event);
    }

    private void register(Class<?> type) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                register(permitted);
            }
            return;
        }
        Class<?> other = types.put(type.getSimpleName(), type.asSubclass(JournalEvent.class));
        if (other != null) {
            throw new IllegalStateException("two events are called " + type.getSimpleName() + ": " + type.getName()
                    + " and " + other.getName());
        }
    }

    String type(JournalEvent event) {
        String type = event.getClass().getSimpleName();
        if (types.get(type) != event.getClass()) {
            throw new IllegalStateException("event " + event.getClass().getName() + " is in no registered family");
        }
        return type;
    }

    String write(JournalEvent event) {
        return json.writeValueAsString(event);
    }

    JournalEvent read(String type, String payload) {
        Class<? extends JournalEvent> known = types.get(type);
        if (known == null) {
            throw new IllegalStateException(
                    "the journal holds an event of the unknown type " + type + "; was it written by a newer release?");
        }
        return json.readValue(payload, known);
    }

    private static SimpleModule ids(boolean texts) {
        SimpleModule module = new SimpleModule("ids");
        add(module, texts, CustomerId.class, CustomerId::value, CustomerId::new);
        add(module, texts, MatterId.class, MatterId::value, MatterId::new);
        add(module, texts, InteractionId.class, InteractionId::value, InteractionId::new);
        add(module, texts, PromiseId.class, PromiseId::value, PromiseId::new);
        add(module, texts, WorkId.class, WorkId::value, WorkId::new);
        add(module, texts, AgentId.class, AgentId::value, AgentId::new);
        add(module, texts, TeamId.class, TeamId::value, TeamId::new);
        add(module, texts, DoorId.class, DoorId::value, DoorId::new);
        add(module, texts, OrganisationId.class, OrganisationId::value, OrganisationId::new);
        return module;
    }

    private static <T> void add(
            SimpleModule module, boolean texts, Class<T> type, ToLongFunction<T> out, LongFunction<T> in) {
        module.addSerializer(type, new StdSerializer<>(type) {
            @Override
            public void serialize(T value, JsonGenerator generator, SerializationContext context) {
                long number = out.applyAsLong(value);
                if (texts) {
                    generator.writeString(Long.toString(number));
                } else {
                    generator.writeNumber(number);
                }
            }
        });
        module.addDeserializer(type, new StdDeserializer<T>(type) {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) {
                return in.apply(parser.getLongValue());
            }
        });
    }
}
