package io.rapport.server.feedback;

import io.rapport.server.web.Language;
import java.util.Map;
import java.util.TreeMap;

/// A survey in one language.
///
/// @param question 1 to 160 characters; also the subject of the mail
/// @param answers by answer, the words of [Scale#worded()], each 1 to 30 characters
/// @param thanks after the vote, 1 to 300 characters
public record Wording(String question, Map<Integer, String> answers, String thanks) {
    static final int MAX_QUESTION = 160;
    static final int MAX_WORD = 30;
    static final int MAX_THANKS = 300;

    public Wording {
        answers = Map.copyOf(new TreeMap<>(answers));
    }

    /// The word of an answer; of one that has none its number.
    public String word(int answer) {
        return answers.getOrDefault(answer, Integer.toString(answer));
    }

    /// Whether answers to both may be added up.
    boolean asksTheSameAs(Wording other) {
        return question.equals(other.question()) && answers.equals(other.answers());
    }

    /// What is asked where an administrator has chosen no words of their own.
    static Wording usual(Scale scale, Language in) {
        return switch (scale) {
            case FACES ->
                new Wording(
                        in.say("How did we do?", "¿Cómo lo hemos hecho?"),
                        Map.of(
                                4, in.say("Very good", "Muy bien"),
                                3, in.say("Good", "Bien"),
                                2, in.say("Not so good", "Regular"),
                                1, in.say("Bad", "Mal")),
                        thanks(in));
            case CSAT ->
                new Wording(
                        in.say("How satisfied are you with our help?", "¿Está satisfecho con nuestra ayuda?"),
                        Map.of(
                                5, in.say("Very satisfied", "Muy satisfecho"),
                                4, in.say("Satisfied", "Satisfecho"),
                                3, in.say("Neither", "Ni sí ni no"),
                                2, in.say("Dissatisfied", "Insatisfecho"),
                                1, in.say("Very dissatisfied", "Muy insatisfecho")),
                        thanks(in));
            case NPS ->
                new Wording(
                        in.say(
                                "How likely is it that you recommend us to a friend?",
                                "¿Qué probabilidad hay de que nos recomiende a un amigo?"),
                        Map.of(0, in.say("Not at all likely", "Ninguna"), 10, in.say("Very likely", "Muchísima")),
                        thanks(in));
        };
    }

    private static String thanks(Language in) {
        return in.say("Thank you. A person reads this.", "Gracias. Esto lo lee una persona.");
    }
}
