package io.rapport.server.desk;

import io.rapport.server.vocabulary.OneOf;
import io.rapport.server.vocabulary.PromiseId;
import io.rapport.server.web.May;
import io.rapport.server.web.Permission;
import io.rapport.server.web.Refusal;
import io.rapport.server.web.Spoken;
import io.rapport.server.workforce.Agent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// One thing done with many promises. Each is a transaction of its own: some may have changed meanwhile, and the answer
/// says which, and why they were left as they are.
@RestController
@RequestMapping("/api/promises")
@May(Permission.HOLD_PROMISES)
class ManyRoutes {
    static final int MOST = 200;

    private final PromiseDeeds deeds;
    private final DeskStore store;
    private final Caller caller;

    ManyRoutes(DeskParts parts, PromiseDeeds deeds) {
        this.deeds = deeds;
        this.store = parts.store();
        this.caller = parts.caller();
    }

    /// @param act `TAKE`, `HAND_OVER`, `MOVE`, `RELEASE`, `PUT_ASIDE` or `BRING_BACK`
    record Many(
            @Nullable List<@Nullable String> ids,

            @OneOf(or = {"TAKE", "HAND_OVER", "MOVE", "RELEASE", "PUT_ASIDE", "BRING_BACK"}) @Nullable
            String act,

            @Nullable String to,
            Wire.@Nullable CardGiven card,
            @Nullable Boolean tell,
            @Nullable Instant deadline,
            @Nullable Instant until,
            @Nullable String reason) {}

    /// @param code why not, as a stable word; null when it was done
    /// @param detail the sentence for it
    record Result(
            String id,
            boolean done,
            @Nullable String code,
            @Nullable String detail,
            Wire.@Nullable PromiseRow row) {}

    record Results(List<Result> results) {}

    /// Does one thing with many promises; each is answered for itself.
    @PostMapping("/many")
    Results many(@RequestBody Many many) {
        Agent me = caller.agent();
        List<PromiseId> ids = ids(many);
        Consumer<PromiseId> deed = deed(me, many);
        Map<PromiseId, Refusal> refused = new HashMap<>();
        for (PromiseId id : ids) {
            try {
                deed.accept(id);
            } catch (Refusal why) {
                refused.put(id, why);
            }
        }
        Map<String, Wire.PromiseRow> rows = new HashMap<>();
        store.byIds(ids.stream().map(PromiseId::value).toList()).forEach(row -> rows.put(row.id(), row));
        List<Result> results = new ArrayList<>();
        for (PromiseId id : ids) {
            Refusal why = refused.get(id);
            results.add(new Result(
                    id.toString(),
                    why == null,
                    why == null ? null : why.code(),
                    why == null ? null : Spoken.say(String.valueOf(why.getMessage())),
                    rows.get(id.toString())));
        }
        return new Results(results);
    }

    private static List<PromiseId> ids(Many many) {
        List<@Nullable String> ids = many.ids();
        if (ids == null || ids.isEmpty()) {
            throw Refusal.field("ids", "Say which promises.");
        }
        if (ids.size() > MOST) {
            throw Refusal.field("ids", "At most " + MOST + " promises at once.");
        }
        return ids.stream()
                .map(id -> new PromiseId(Ids.of(id == null ? "" : id)))
                .distinct()
                .toList();
    }

    private Consumer<PromiseId> deed(Agent me, Many many) {
        String reason = PromiseDeeds.words(many.reason());
        return switch (many.act() == null ? "" : many.act()) {
            case "TAKE" -> id -> deeds.take(me, id);
            case "HAND_OVER" -> id -> deeds.handOver(me, id, many.to(), many.card(), Boolean.TRUE.equals(many.tell()));
            case "MOVE" -> id -> deeds.move(me, id, many.deadline());
            case "RELEASE" -> id -> deeds.release(me, id, reason);
            case "PUT_ASIDE" -> id -> deeds.putAside(me, id, many.until());
            case "BRING_BACK" -> id -> deeds.bringBack(me, id);
            default ->
                throw Refusal.field(
                        "act", "What to do is one of TAKE, HAND_OVER, MOVE, RELEASE, PUT_ASIDE, BRING_BACK.");
        };
    }
}
