package io.rapport.outside.customers;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Brings people on who have not been there before: everyone has an address of their own.
public final class People {
    private static final List<String> FIRST = List.of(
            "Gwen", "Imran", "Dolores", "Wendell", "Margit", "Kofi", "Anneke", "Hassan", "Beatrix", "Colin", "Priya",
            "Tomasz", "Ruth", "Oskar", "Noor", "Eleanor");
    private static final List<String> LAST = List.of(
            "Pritchard",
            "Sethi",
            "Marsh",
            "Okafor",
            "Bauer",
            "Frimpong",
            "Thorne",
            "Adeyemi",
            "Price",
            "Nambiar",
            "Wierzba",
            "Maddox",
            "Lindqvist",
            "Haddad",
            "Qureshi",
            "Fuente");
    private static final List<String> CITIES = List.of("Bristol", "York", "Norwich");

    private final Random random;
    private long next;

    /// @param first the number in the first address; people of two runs meet if their numbers do
    public People(Random random, long first) {
        this.random = random;
        this.next = first;
    }

    public synchronized Person somebody() {
        String name = one(FIRST) + " " + one(LAST);
        return new Person(name, mailbox(name, "post.example"), one(CITIES));
    }

    /// Somebody who shares a mailbox with another.
    public synchronized Person housemateOf(Person other) {
        String last = other.name().substring(other.name().indexOf(' '));
        String first =
                one(FIRST.stream().filter(f -> !f.equals(other.firstName())).toList());
        return new Person(first + last, other.address(), other.city());
    }

    private String mailbox(String name, String domain) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "." + next++ + "@" + domain;
    }

    private String one(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
