package io.rapport.server.demo;

import java.util.List;

/// What one matter was about: what they wrote, what we answered, what we promised with it and said when it was done.
record Story(String subject, String question, String answer, String promised, String done) {

    static final List<Story> ALL = List.of(
            new Story(
                    "No line since this morning",
                    "our line has been dead since about seven. The router's light is red. We work from home, so it hurts.",
                    "I looked at your line and found the fault at our cabinet in your street. An engineer is on the way"
                            + " to it now.",
                    "Say when the line is up again",
                    "the engineer replaced the card in the cabinet, and I see your router again. Tell me if it drops."),
            new Story(
                    "Bill shows a router I sent back",
                    "the bill still has the router on it, which I sent back three weeks ago. I have the post office's"
                            + " slip.",
                    "You are right, and the mistake is ours: it lay in our stores unbooked. I took it off your bill.",
                    "Check that the credit is on the next bill",
                    "your new bill is out, and the credit for the router is on it."),
            new Story(
                    "Moving house on the 3rd",
                    "we move on the 3rd. Can the line be ready the same day? The new address is in the same town.",
                    "Congratulations! The new house has a socket of ours; I booked the change for the 3rd at eight.",
                    "Call after the move",
                    "I saw your router come up at the new house at a quarter past eight. Welcome home."),
            new Story(
                    "Can two surgeries share one line?",
                    "we open a second surgery next door. Could both share one line, or do we need two?",
                    "One line is enough for both if they share a wall: I would draw a cable and give you two networks.",
                    "Send a plan with prices",
                    "here is the plan: one visit, one cable, and the monthly price stays as it is."),
            new Story(
                    "The engineer did not come",
                    "I took a day off for your engineer and nobody came, and nobody called.",
                    "I am sorry that nobody came; he was given the wrong street. I spoke with him myself: he is with you"
                            + " on Thursday between nine and eleven.",
                    "Call on Thursday at noon",
                    "he was with you at half past nine, and the line tests clean from here. The day is credited."),
            new Story(
                    "Slow in the evenings",
                    "between eight and ten in the evening films stop all the time. In the mornings all is well.",
                    "I measured it last night: the link from your street was full. We add capacity next week.",
                    "Measure again when the link is wider",
                    "the link was widened on Monday. Last night you had the full speed at nine."),
            new Story(
                    "New address for my account",
                    "please note my new address for bills; the line stays where it is.",
                    "Done; I checked that the next bill goes to the new address.",
                    "Look at the next bill",
                    "the bill went to the new address this morning."),
            new Story(
                    "Price of a fixed address",
                    "I would like to run a small server. What does a fixed IP address cost with you?",
                    "It is four pounds a month, and you can try it for a month for nothing. I set one aside for you.",
                    "Switch it on when you say so",
                    "your fixed address works since noon. The settings are in the letter I attached."),
            new Story(
                    "Router keeps restarting",
                    "the router restarts every few hours, today already four times.",
                    "Its power supply is dying: I see it in the log. A new one is in the post today.",
                    "Ask whether the new one holds",
                    "no restart for three days now. Please throw the old supply away."),
            new Story(
                    "Double payment in October",
                    "you took the October payment twice from my account.",
                    "We did, to 212 people, by a mistake of ours on the 4th. Yours goes back today.",
                    "Check that the money is back",
                    "your bank confirms that the payment is back since yesterday."),
            new Story(
                    "Please cancel the second line",
                    "we closed the shop, so the second line can go at the end of the month.",
                    "I am sorry to hear about the shop. The line ends on the last day, with no further payment.",
                    "Send the final bill",
                    "here is the final bill: nothing is owed."),
            new Story(
                    "Telephone crackles",
                    "since the storm the telephone crackles so that I can hardly hear my sister.",
                    "Water is in the joint at your wall; I heard it on the test. An engineer dries it on Wednesday.",
                    "Call on Wednesday evening",
                    "the joint is new, and I heard nothing but silence on the line. Greetings to your sister."));
}
