package io.rapport.server.demo;

import java.util.List;

/// Names for people who do not exist.
final class People {
    private People() {}

    /// One team of the demo company. The first person leads it.
    record DemoTeam(String name, String place, String key, List<String> people) {}

    /// Faces drawn for people of these first names.
    static final List<String> FACES = List.of(
            "amara", "ben", "callum", "dev", "edie", "farah", "hana", "ines", "joe", "jonas", "lucia", "nell", "rhys",
            "sam", "siobhan", "tom", "wanda", "yuki");

    static final List<DemoTeam> TEAMS = List.of(
            new DemoTeam(
                    "Harbourside",
                    "Bristol",
                    "harbourside",
                    List.of(
                            "Siobhan Kerr", "Nell Hartigan", "Lucía Prado", "Ben Otieno", "Hana Kovač", "Dev Chandra",
                            "Amara Obi", "Jonas Eklund", "Farah Aziz", "Callum Reid", "Yuki Mori", "Rhys Bevan",
                            "Ines Duarte", "Tom Ashby", "Joe Marchetti", "Edie Walsh")),
            new DemoTeam(
                    "Castlegate",
                    "York",
                    "castlegate",
                    List.of(
                            "Wanda Pryce", "Sam Whitlock", "Iris Calloway", "Noah Penrose", "Meera Pillai",
                            "Oskar Lund", "Greta Faulkner", "Kwame Mensah", "Rosa Benedetti", "Finn Gallagher",
                            "Leila Haddad", "Piotr Zielinski", "Alma Svensson", "Hugo Barrett", "Tess Okonkwo",
                            "Ewan Murdoch")),
            new DemoTeam(
                    "Millbrook",
                    "Norwich",
                    "millbrook",
                    List.of(
                            "Priya Raman", "Luca Moretti", "Freya Dunmore", "Owen Tate", "Zara Malik", "Nils Berg",
                            "Clara Winslow", "Diego Fuentes", "Abena Boateng", "Max Redfern", "Sofia Almeida",
                            "Ivo Petrov", "Maeve Brannigan", "Elias Stark", "Ruby Thackeray", "Arjun Mehta")));

    static final List<String> FIRST = List.of(
            "Eleanor", "Gwen", "Imran", "Tomasz", "Hassan", "Ruth", "Wendell", "Dolores", "Oskar", "Priya", "Noor",
            "Margit", "Colin", "Anneke", "Beatrix", "Joan", "Kofi", "Agnes", "Bruno", "Carmen", "Desmond", "Esther",
            "Felix", "Gloria", "Harold", "Ingrid", "Jasper", "Keiko", "Leopold", "Miriam", "Nadia", "Orla", "Pascal",
            "Quentin", "Rosalind", "Stefan", "Thelma", "Ursula", "Viktor", "Wilma", "Xenia", "Yusuf", "Zelda", "Alice",
            "Benedict", "Cecily", "Dorian", "Edith", "Francis", "Greta");

    static final List<String> LAST = List.of(
            "Marsh", "Pritchard", "Sethi", "Wierzba", "Qureshi", "Adeyemi", "Okafor", "Fuente", "Lindqvist", "Nambiar",
            "Haddad", "Bauer", "Price", "de Korte", "Thorne", "Maddox", "Frimpong", "Abbott", "Brandt", "Castell",
            "Dunne", "Ekström", "Farrow", "Grieve", "Hollis", "Iversen", "Jarvis", "Kestrel", "Lovell", "Mercer",
            "Nyberg", "Osborne", "Pell", "Quill", "Rook", "Sayer", "Tallis", "Underhill", "Vance", "Wick", "Yarrow",
            "Zeller", "Ashdown", "Birch", "Cray", "Dell", "Elm", "Frost", "Gale", "Heath");

    static final List<String> SUBJECTS = List.of(
            "No line since this morning",
            "Bill shows a router I sent back",
            "Moving house on the 3rd",
            "Can two surgeries share one line?",
            "The engineer did not come",
            "Slow in the evenings",
            "New address for my account",
            "Price of a fixed address",
            "Router keeps restarting",
            "Double payment in October",
            "Please cancel the second line",
            "Telephone crackles");

    static final List<String> ANSWERS = List.of(
            "I looked at your line and found the fault at our cabinet. It is mended; please tell me if it drops again.",
            "You are right, and the mistake is ours. I took the router off your bill; the credit shows tomorrow.",
            "All is arranged for your move. The line at the new house works from eight in the morning.",
            "I am sorry that nobody came. I spoke with the engineer myself: he is with you on Thursday between nine and"
                    + " eleven.",
            "Thank you for telling us. I changed it and checked that it took.");
}
