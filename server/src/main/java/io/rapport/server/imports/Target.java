package io.rapport.server.imports;

import io.rapport.server.facts.ExternalId;
import io.rapport.server.facts.Field;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where a column of a file goes. Written `NAME`, `ID:billing`, `FIELD:contract`; nothing for a column that is left
/// out.
sealed interface Target {
    /// What every customer has.
    enum Plain implements Target {
        NAME,
        FIRST_NAME,
        LAST_NAME,
        ORGANISATION,
        EMAIL,
        PHONE,
        PLACE,
        LANGUAGE,
        BEST_TIME
    }

    /// A number in another system.
    record Id(String system) implements Target {}

    record OfField(Field field) implements Target {}

    record Nothing() implements Target {}

    /// Words that head columns in the languages we have met, without accents; the first target that knows a word gets
    /// it.
    Map<Plain, List<String>> HEADINGS = Map.of(
            Plain.NAME, List.of("name", "fullname", "displayname", "customer", "contact", "nombre completo", "kunde"),
            Plain.FIRST_NAME, List.of("firstname", "givenname", "vorname", "prenom", "nombre"),
            Plain.LAST_NAME, List.of("lastname", "surname", "familyname", "nachname", "nom", "apellidos", "apellido"),
            Plain.ORGANISATION,
                    List.of("organisation", "organization", "company", "companyname", "firma", "empresa", "societe"),
            Plain.EMAIL, List.of("email", "mail", "emailaddress", "correo", "courriel", "emailadresse"),
            Plain.PHONE, List.of("phone", "telephone", "mobile", "phonenumber", "telefon", "telefono", "handy"),
            Plain.PLACE, List.of("place", "city", "town", "ort", "stadt", "ville", "ciudad"),
            Plain.LANGUAGE, List.of("language", "sprache", "langue", "idioma", "locale"),
            Plain.BEST_TIME, List.of("besttime", "besttimetocall"));

    /// Empty for what is no target, or names a field that there is not.
    static Optional<Target> read(String text, List<Field> fields) {
        if (text.isEmpty()) {
            return Optional.of(new Nothing());
        }
        if (text.startsWith("ID:")) {
            return ExternalId.read(text.substring(3), "1").map(id -> new Id(id.system()));
        }
        if (text.startsWith("FIELD:")) {
            return fields.stream()
                    .filter(field -> field.key().equals(text.substring(6)))
                    .findFirst()
                    .map(OfField::new);
        }
        for (Plain plain : Plain.values()) {
            if (plain.name().equals(text)) {
                return Optional.of(plain);
            }
        }
        return Optional.empty();
    }

    /// What a column is most likely, by its heading; as written.
    static String guess(String heading, List<Field> fields) {
        String word = word(heading);
        if (word.isEmpty()) {
            return "";
        }
        for (Plain plain : Plain.values()) {
            if (HEADINGS.getOrDefault(plain, List.of()).contains(word)) {
                return plain.name();
            }
        }
        for (Field field : fields) {
            if (word(field.name()).equals(word) || word(field.key()).equals(word)) {
                return "FIELD:" + field.key();
            }
        }
        return number(heading);
    }

    /// "Billing ID", "customer number", "CRM-Nr." are numbers in another system.
    private static String number(String heading) {
        String[] words = plain(heading).split("[^a-z0-9]+");
        String last = words.length == 0 ? "" : words[words.length - 1];
        if (!List.of("id", "number", "no", "nr", "nummer", "numero", "key").contains(last)) {
            return "";
        }
        String system = words.length == 1 ? "customer" : words[0].isEmpty() ? "customer" : words[0];
        return ExternalId.read(system, "1").map(id -> "ID:" + id.system()).orElse("");
    }

    private static String word(String heading) {
        return plain(heading).replaceAll("[^a-z0-9]+", "");
    }

    private static String plain(String heading) {
        return Normalizer.normalize(heading, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
    }
}
