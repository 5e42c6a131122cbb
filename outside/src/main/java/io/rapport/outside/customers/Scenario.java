package io.rapport.outside.customers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rapport.outside.mail.SmtpSink;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/// What customers do. Each is played by people of its own and returns them in the order in which they came on; those
/// that wait for an answer of the company give up when `patience` is over.
public enum Scenario {
    QUESTION("asks a question and gets an answer") {
        @Override
        List<Person> act(Stage stage) throws IOException {
            Person person = stage.people().somebody();
            stage.town()
                    .post(mail(person, "support")
                            .about("Can two surgeries share one line?")
                            .says("Hello,\n\nwe open a second surgery next door in " + person.city()
                                    + ". Could both share one line, or do we need two?\n\n" + person.name())
                            .write());
            return List.of(person);
        }
    },
    ANGRY("is angry and knocks at three doors in 26 hours") {
        @Override
        List<Person> act(Stage stage) throws IOException, InterruptedException {
            Person person = stage.people().somebody();
            stage.town()
                    .post(mail(person, "support")
                            .about("No line since yesterday")
                            .vouched(Mail.Vouched.NOT)
                            .says("Our line has been dead since yesterday. I work from home. Please do something!\n\n"
                                    + person.firstName())
                            .write());
            stage.pause(Duration.ofHours(9));
            stage.town()
                    .fillIn(
                            person,
                            "help",
                            "I wrote to you this morning and NOBODY has answered. The line is still dead.");
            stage.pause(Duration.ofHours(17));
            stage.town()
                    .post(mail(person, "harbourside")
                            .about("Third and last time")
                            .vouched(Mail.Vouched.NOT)
                            .says("This is the third time that I write. If nobody answers today, I leave.\n\n"
                                    + person.name())
                            .write());
            return List.of(person);
        }
    },
    THANKS("says thank you for an answer") {
        @Override
        List<Person> act(Stage stage) throws IOException, InterruptedException {
            Person person = stage.people().somebody();
            stage.town()
                    .post(mail(person, "support")
                            .about("Router keeps restarting")
                            .says("The router restarts every few hours, today already four times.\n\n"
                                    + person.firstName())
                            .write());
            SmtpSink.Received answer = stage.town().answerTo(person, stage.patience());
            stage.town()
                    .post(mail(person, local(answer))
                            .about("Re: Router keeps restarting")
                            .answering(answer.header("Message-ID"))
                            .says("Thanks!")
                            .write());
            return List.of(person);
        }
    },
    ABSENCE("has a machine that answers: back on Monday") {
        @Override
        List<Person> act(Stage stage) throws IOException, InterruptedException {
            Person person = stage.people().somebody();
            stage.town()
                    .post(mail(person, "support")
                            .about("Please cancel the second line")
                            .says("We closed the shop; the second line can go.\n\n" + person.firstName())
                            .write());
            SmtpSink.Received answer = stage.town().receiptTo(person, stage.patience());
            stage.town()
                    .post(mail(person, local(answer))
                            .about("Out of office: Re: Please cancel the second line")
                            .answering(answer.header("Message-ID"))
                            .header("Auto-Submitted: auto-replied")
                            .byMachine()
                            .says("I am away until Monday.")
                            .write());
            return List.of(person);
        }
    },
    BOUNCE("has a mailbox that is full when the answer comes") {
        @Override
        List<Person> act(Stage stage) throws IOException, InterruptedException {
            Person person = stage.people().somebody();
            stage.town()
                    .post(mail(person, "support")
                            .about("Telephone crackles")
                            .says("Since the storm the telephone crackles.\n\n" + person.firstName())
                            .write());
            SmtpSink.Received answer = stage.town().answerTo(person, stage.patience());
            stage.town().post(bounce(person, answer));
            return List.of(person);
        }
    },
    FAMILY("are two on one address, about two matters") {
        @Override
        List<Person> act(Stage stage) throws IOException {
            Person one = stage.people().somebody();
            Person other = stage.people().housemateOf(one);
            stage.town()
                    .post(mail(one, "support")
                            .about("New address for my account")
                            .says("Please note my new address in " + one.city() + ".\n\n" + one.firstName())
                            .write());
            stage.town()
                    .post(mail(other, "support")
                            .about("Slow in the evenings")
                            .says("Between eight and ten films stop all the time.\n\n" + other.firstName())
                            .write());
            return List.of(one, other);
        }
    },
    SPOOFED("gives the address of a customer whose it is not") {
        @Override
        List<Person> act(Stage stage) throws IOException {
            Person owner = stage.people().somebody();
            stage.town()
                    .post(mail(owner, "support")
                            .about("Price of a fixed address")
                            .says("What does a fixed address cost?\n\n" + owner.firstName())
                            .write());
            stage.town()
                    .post(mail(owner, "support")
                            .about("My password")
                            .vouched(Mail.Vouched.AGAINST)
                            .says("Please send me everything you know about me, and a new password.")
                            .write());
            return List.of(owner);
        }
    },
    SALES("would like to become a customer") {
        @Override
        List<Person> act(Stage stage) throws IOException, InterruptedException {
            Person person = stage.people().somebody();
            stage.town()
                    .fillIn(
                            person,
                            "sales",
                            "We move to " + person.city() + " in May and need a line for two. What do you offer?");
            return List.of(person);
        }
    },
    BROKEN("has a mail program that writes broken MIME") {
        @Override
        List<Person> act(Stage stage) throws IOException {
            Person person = stage.people().somebody();
            String body = "--one\r\nContent-Type: text/plain; charset=\"no-such-set\r\n\r\nThe engineer did not come."
                    + "\r\n--one\r\nContent-Type: application/pdf; name=\"plan.pdf\r\nContent-Transfer-Encoding: base64"
                    + "\r\n\r\n@@@@ not base64 @@@@\r\n";
            stage.town()
                    .post(mail(person, "support")
                            .about("The engineer did not come")
                            .raw("multipart/mixed; boundary=one", body.getBytes(UTF_8))
                            .write());
            return List.of(person);
        }
    },
    FOREIGN("writes Polish in a charset of the nineties") {
        @Override
        List<Person> act(Stage stage) throws IOException {
            Person person = stage.people().somebody();
            stage.town()
                    .post(mail(person, "support")
                            .about("Zażółć gęślą jaźń")
                            .says(
                                    "Dzień dobry, łącze nie działa od środy. Proszę o pomoc.\n\nŻaneta",
                                    Charset.forName("ISO-8859-2"),
                                    "text/plain; charset=iso-8859-2")
                            .write());
            return List.of(person);
        }
    },
    PICTURES("writes HTML with pictures from elsewhere and a script") {
        @Override
        List<Person> act(Stage stage) throws IOException {
            Person person = stage.people().somebody();
            stage.town()
                    .post(mail(person, "support")
                            .about("Double payment in October")
                            .says(
                                    "<html><body><p>You took the <b>October payment</b> twice.</p>"
                                            + "<img src=\"http://tracker.example/pixel.gif?who=you\">"
                                            + "<script>alert(1)</script></body></html>",
                                    UTF_8,
                                    "text/html; charset=utf-8")
                            .write());
            return List.of(person);
        }
    },
    FILES("sends a photo and a slip with it") {
        @Override
        List<Person> act(Stage stage) throws IOException {
            Person person = stage.people().somebody();
            stage.town()
                    .post(mail(person, "support")
                            .about("Bill shows a router I sent back")
                            .raw(
                                    "multipart/mixed; boundary=two",
                                    withFiles(person).getBytes(UTF_8))
                            .write());
            return List.of(person);
        }
    },
    JUNK("sends what nobody ordered, twice: a newsletter, and what the mail server marked") {
        @Override
        List<Person> act(Stage stage) throws IOException {
            Person list = stage.people().somebody();
            stage.town()
                    .post(mail(list, "support")
                            .about("Ten secrets of cable")
                            .header("List-Unsubscribe: <https://letters.example/no>")
                            .header("Precedence: bulk")
                            .says("This month: ten secrets of cable that your competitors know.")
                            .write());
            Person spammer = stage.people().somebody();
            stage.town()
                    .post(mail(spammer, "support")
                            .about("You have won")
                            .vouched(Mail.Vouched.NOT)
                            .header("X-Spam-Flag: YES")
                            .says("Click here within 24 hours.")
                            .write());
            return List.of(list, spammer);
        }
    };

    private final String sentence;

    Scenario(String sentence) {
        this.sentence = sentence;
    }

    /// What happens, as the end of a sentence that begins with somebody's name.
    public String sentence() {
        return sentence;
    }

    /// What a scenario is played with.
    ///
    /// @param pace by how much the time between two acts of one person is shortened; 0: no time passes
    /// @param patience how long somebody waits for an answer
    public record Stage(Town town, People people, double pace, Duration patience) {
        void pause(Duration between) throws InterruptedException {
            Thread.sleep(Duration.ofMillis((long) (between.toMillis() * pace)));
        }
    }

    /// Plays it to its end.
    ///
    /// @throws IOException when the company did not take something
    public List<Person> play(Stage stage) throws IOException, InterruptedException {
        return act(stage);
    }

    abstract List<Person> act(Stage stage) throws IOException, InterruptedException;

    private static Mail.Draft mail(Person from, String local) {
        return new Mail.Draft(from, local + "@" + Town.COMPANY);
    }

    /// The local part to which a mail asks to be answered.
    private static String local(SmtpSink.Received mail) {
        String replyTo = mail.header("Reply-To").replaceAll(".*<|>.*", "").strip();
        return replyTo.substring(0, replyTo.indexOf('@'));
    }

    /// RFC 3464.
    private static Mail bounce(Person person, SmtpSink.Received answer) {
        String body = "--b\r\nContent-Type: text/plain\r\n\r\nYour message could not be delivered: the mailbox is full."
                + "\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx."
                + person.domain() + "\r\n\r\nFinal-Recipient: rfc822; " + person.address()
                + "\r\nAction: failed\r\nStatus: 5.2.2\r\nDiagnostic-Code: smtp; 552 5.2.2 mailbox is full"
                + "\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: " + answer.header("Message-ID")
                + "\r\nSubject: " + answer.header("Subject") + "\r\n--b--\r\n";
        Person postmaster = new Person("Mail Delivery System", "mailer-daemon@" + person.domain(), person.city());
        return new Mail.Draft(postmaster, local(answer) + "@" + Town.COMPANY)
                .about("Undelivered Mail Returned to Sender")
                .byMachine()
                .raw("multipart/report; report-type=delivery-status; boundary=b", body.getBytes(UTF_8))
                .write();
    }

    private static String withFiles(Person person) {
        String photo = Base64.getMimeEncoder().encodeToString(new byte[3_000]);
        String slip = Base64.getMimeEncoder().encodeToString("Parcel 4711, received.".getBytes(UTF_8));
        return "--two\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHere is the post office's slip.\r\n\r\n"
                + person.firstName() + "\r\n--two\r\nContent-Type: image/jpeg; name=\"router.jpg\"\r\n"
                + "Content-Disposition: attachment; filename=\"router.jpg\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + photo + "\r\n--two\r\nContent-Type: text/plain; name=\"slip.txt\"\r\n"
                + "Content-Disposition: attachment; filename=\"slip.txt\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + slip + "\r\n--two--\r\n";
    }
}
