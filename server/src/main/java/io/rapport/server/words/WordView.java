package io.rapport.server.words;

import io.rapport.server.vocabulary.AlwaysAnswered;
import io.rapport.server.web.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A word of a list, as administrators see and change it.
///
/// @param id none: it is new
/// @param retired whether it is chosen no more; where it was chosen it stays
public record WordView(
        @Nullable String id, @AlwaysAnswered @Nullable String name, boolean retired) {

    public static List<WordView> of(WordList list) {
        return view(list.all());
    }

    private static List<WordView> view(List<Word> all) {
        return all.stream()
                .map(one -> new WordView(Long.toString(one.id()), one.name(), one.retired()))
                .toList();
    }

    /// Puts the whole list, in the order in which its words are shown.
    ///
    /// @param field by which a refusal names the list
    /// @throws Refusal where it can't be taken
    public static List<WordView> put(WordList list, @Nullable List<WordView> given, String field) {
        if (given == null) {
            throw Refusal.field(field, "Send the whole list.");
        }
        if (given.size() > WordList.MOST_EVER) {
            throw tooMany(list, field);
        }
        return switch (list.put(given.stream().map(one -> read(one, field)).toList())) {
            case WordList.Change.Done(var all) -> view(all);
            case WordList.Change.Stale _ ->
                throw Refusal.conflict("stale", "Somebody has changed the list meanwhile. Look at it again.");
            case WordList.Change.TooMany _ -> throw tooMany(list, field);
            case WordList.Change.SameName(var name) ->
                throw Refusal.field(field, "\"" + name + "\" stands there twice.");
        };
    }

    /// Those that can be chosen, one behind the other.
    public static String chosen(List<WordView> all) {
        return all.stream()
                .filter(one -> !one.retired())
                .map(one -> Optional.ofNullable(one.name()).orElse(""))
                .collect(Collectors.joining(", "));
    }

    private static Word read(@Nullable WordView one, String field) {
        String name =
                Optional.ofNullable(one).map(WordView::name).orElse("").strip().replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
        if (one == null || name.isEmpty() || name.length() > Word.MAX_NAME) {
            throw Refusal.field(field, "Each has a name of 1 to 40 characters.");
        }
        String id = Optional.ofNullable(one.id()).orElse("0");
        if (!id.matches("[0-9]{1,18}")) {
            throw Refusal.field(field, "There is none of that number.");
        }
        return new Word(Long.parseLong(id), name, one.retired());
    }

    private static Refusal tooMany(WordList list, String field) {
        return Refusal.field(field, "At most " + list.most() + " can be chosen at a time. Retire one.");
    }
}
