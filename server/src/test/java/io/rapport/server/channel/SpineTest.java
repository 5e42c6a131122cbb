package io.rapport.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.RunningRapport;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.Projection;
import io.rapport.server.promise.Promised;
import io.rapport.server.promise.Promises;
import io.rapport.server.timeline.Line;
import io.rapport.server.timeline.Timeline;
import io.rapport.server.vocabulary.AgentId;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.ContactPoint;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.InteractionId;
import io.rapport.server.vocabulary.MatterId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Workforce;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What becomes of an arrival, on a real database, through the whole application.
class SpineTest {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static RunningRapport rapport;
    private static Inbox inbox;
    private static DoorId mail;
    private static DoorId form;
    private static Agent nell;
    private static Agent ben;

    @BeforeAll
    static void start() {
        rapport = RunningRapport.start();
        inbox = rapport.bean(Inbox.class);
        TeamId team = rapport.team("Harbourside");
        AgentId first = rapport.agent("Nell", team, false);
        AgentId second = rapport.agent("Ben", team, false);
        nell = rapport.bean(Workforce.class).agent(first).orElseThrow();
        ben = rapport.bean(Workforce.class).agent(second).orElseThrow();
        mail = rapport.door(Channel.MAIL, "support@brightline.example");
        form = rapport.door(Channel.FORM, "contact");
    }

    @AfterAll
    static void stop() {
        rapport.close();
    }

    /// A mail as the adapter would hand it in.
    private record Draft(
            String address,
            String name,
            String subject,
            String text,
            Sender.Proof proof,
            Nature nature,
            List<Hint> hints,
            Optional<String> junk,
            DoorId door,
            String key,
            Optional<String> messageId) {

        static Draft from(String address) {
            int n = NEXT.incrementAndGet();
            return new Draft(
                    address,
                    "",
                    "Question " + n,
                    "Could you look, please?",
                    Sender.Proof.UNKNOWN,
                    new Nature.Written(),
                    List.of(),
                    Optional.empty(),
                    mail,
                    "key-" + n,
                    Optional.of("id-" + n + "@post.example"));
        }

        Draft name(String name) {
            return new Draft(address, name, subject, text, proof, nature, hints, junk, door, key, messageId);
        }

        Draft says(String words) {
            return new Draft(address, name, subject, words, proof, nature, hints, junk, door, key, messageId);
        }

        Draft about(String line) {
            return new Draft(address, name, line, text, proof, nature, hints, junk, door, key, messageId);
        }

        Draft proof(Sender.Proof found) {
            return new Draft(address, name, subject, text, found, nature, hints, junk, door, key, messageId);
        }

        Draft nature(Nature kind) {
            return new Draft(address, name, subject, text, proof, kind, hints, junk, door, key, messageId);
        }

        Draft hint(Hint... pointers) {
            return new Draft(
                    address, name, subject, text, proof, nature, List.of(pointers), junk, door, key, messageId);
        }

        Draft junk(String why) {
            return new Draft(
                    address, name, subject, text, proof, nature, hints, Optional.of(why), door, key, messageId);
        }

        Draft at(DoorId other) {
            return new Draft(address, name, subject, text, proof, nature, hints, junk, other, key, messageId);
        }

        Arrival arrival() {
            return new Arrival(
                    door.equals(form) ? Channel.FORM : Channel.MAIL,
                    door,
                    key,
                    messageId,
                    Instant.now(),
                    (subject + "\n" + text).getBytes(StandardCharsets.UTF_8),
                    Optional.of(new Sender(ContactPoint.email(address).orElseThrow(), name, proof, Optional.empty())),
                    nature,
                    Content.words(subject, text),
                    List.of("support@brightline.example"),
                    hints,
                    junk);
        }

        Taken taken() {
            return inbox.take(arrival());
        }
    }

    private static MatterId matterOf(Taken taken) {
        return InboundStore.matterOf(taken.fate()).orElseThrow();
    }

    private static String tokenOf(MatterId matter) {
        return rapport.bean(ChannelParts.class).tokens().of(matter);
    }

    private static String fresh() {
        return "someone" + NEXT.incrementAndGet() + "@post.example";
    }

    private static String text(String sql, Object... arguments) {
        return java.util.Objects.requireNonNull(rapport.jdbc().queryForObject(sql, String.class, arguments));
    }

    private static Promised onlyPromise(CustomerId customer) {
        List<Promised> open = rapport.bean(Promises.class).open(customer);
        assertThat(open).hasSize(1);
        return open.getFirst();
    }

    private static Outbox.Reply reply(Taken taken, Optional<Outbox.Promise> promised) {
        CustomerId customer = taken.customer().orElseThrow();
        String address = text(
                "select address from interaction_content where interaction = ?",
                taken.interaction().orElseThrow().value());
        long point =
                rapport.count("select contact_point from customer_contact_point where customer = ?", customer.value());
        return new Outbox.Reply(
                "reply-" + NEXT.incrementAndGet(),
                customer,
                matterOf(taken),
                ContactPoint.email(address).orElseThrow(),
                point,
                "",
                "Re: question",
                "I looked; it is mended.",
                List.of(),
                promised);
    }

    /// Hands a reply in and lets it leave at once.
    private static InteractionId answered(Taken taken, Optional<Outbox.Promise> promised) {
        Outbox outbox = rapport.bean(Outbox.class);
        var waiting = (Outbox.Handed.Waiting) outbox.reply(reply(taken, promised), nell);
        OutboundStore outbounds = rapport.bean(ChannelParts.class).outbounds();
        outbox.release(outbounds.byInteraction(waiting.interaction()).orElseThrow());
        return waiting.interaction();
    }

    @Test
    void a_first_mail_opens_a_matter_with_a_promise_to_answer_and_exactly_one_fate() {
        Taken taken = Draft.from(fresh()).about("No line since eight").taken();

        assertThat(taken.fate()).isInstanceOf(Fate.OpenedMatter.class);
        Promised promise = onlyPromise(taken.customer().orElseThrow());
        assertThat(promise.kind()).isEqualTo(Promised.Kind.ANSWER);
        assertThat(promise.what()).isEqualTo("No line since eight");
        assertThat(promise.owner()).isEmpty();
        assertThat(Duration.between(promise.madeAt(), promise.deadline())).isEqualTo(Duration.ofHours(4));
        assertThat(rapport.count(
                        "select count(*) from event where type = 'InboundTaken' and (payload->>'inbound')::bigint = ?",
                        taken.inbound()))
                .isEqualTo(1);
    }

    @Test
    void the_same_mail_handed_in_twice_is_kept_once() {
        Draft draft = Draft.from(fresh());
        Taken first = draft.taken();
        Taken second = draft.taken();

        assertThat(second.again()).isTrue();
        assertThat(second.inbound()).isEqualTo(first.inbound());
        assertThat(second.fate()).isEqualTo(first.fate());
        assertThat(rapport.count("select count(*) from inbound where key = ?", draft.key()))
                .isEqualTo(1);
    }

    @Test
    void one_mail_handed_in_by_sixteen_at_once_is_kept_once() throws Exception {
        Draft draft = Draft.from(fresh());
        List<Taken> all = atOnce(16, draft::taken);

        assertThat(all).extracting(Taken::inbound).containsOnly(all.getFirst().inbound());
        assertThat(rapport.count(
                        "select count(*) from matter where customer = ?",
                        all.getFirst().customer().orElseThrow().value()))
                .isEqualTo(1);
    }

    @Test
    void sixteen_mails_at_once_by_one_stranger_make_one_customer() throws Exception {
        String address = fresh();
        List<Taken> all = atOnce(16, () -> Draft.from(address).taken());

        assertThat(all)
                .extracting(t -> t.customer().orElseThrow())
                .containsOnly(all.getFirst().customer().orElseThrow());
    }

    @Test
    void events_of_one_customer_stand_in_the_order_of_their_commits() throws Exception {
        String address = fresh();
        CustomerId customer = Draft.from(address).taken().customer().orElseThrow();
        atOnce(12, () -> Draft.from(address).taken());

        assertThat(rapport.count("""
                        select count(*) from (select id, lag(id) over (order by tx, id) as before from event
                                               where customer = ?) as e where before > id
                        """, customer.value())).isZero();
    }

    @Test
    void a_reply_with_our_token_joins_its_matter_whatever_its_subject() {
        String address = fresh();
        Taken first = Draft.from(address).taken();
        MatterId matter = matterOf(first);
        Taken second = Draft.from(address)
                .about("something else")
                .hint(new Hint.Token(tokenOf(matter)))
                .taken();

        assertThat(second.fate()).isEqualTo(new Fate.JoinedMatter(matter));
        assertThat(onlyPromise(first.customer().orElseThrow()).knocks()).isEqualTo(2);
    }

    @Test
    void a_reference_to_a_mail_of_theirs_joins_its_matter() {
        String address = fresh();
        Draft first = Draft.from(address);
        MatterId matter = matterOf(first.taken());
        Taken second = Draft.from(address)
                .hint(new Hint.MessageId(first.messageId().orElseThrow()))
                .taken();

        assertThat(second.fate()).isEqualTo(new Fate.JoinedMatter(matter));
    }

    @Test
    void a_token_of_another_customer_s_matter_opens_nothing_of_theirs() {
        Taken theirs = Draft.from(fresh()).taken();
        Taken stranger = Draft.from(fresh())
                .hint(new Hint.Token(tokenOf(matterOf(theirs))))
                .taken();

        assertThat(stranger.customer()).isNotEqualTo(theirs.customer());
        assertThat(stranger.fate()).isInstanceOf(Fate.OpenedMatter.class);
    }

    @Test
    void a_token_that_was_not_signed_here_names_nothing() {
        MatterTokens others = new MatterTokens(new byte[32]);
        assertThat(rapport.bean(ChannelParts.class).tokens().read(others.of(new MatterId(1))))
                .isEmpty();
        assertThat(rapport.bean(ChannelParts.class).tokens().read("no token at all"))
                .isEmpty();
    }

    @Test
    void a_spoofed_sender_of_a_proven_address_gets_a_record_of_their_own() {
        String address = fresh();
        Taken proven = Draft.from(address).proof(Sender.Proof.PROVEN).taken();
        Taken spoofed = Draft.from(address).proof(Sender.Proof.FAILED).taken();
        Taken silent = Draft.from(address).proof(Sender.Proof.UNKNOWN).taken();

        assertThat(spoofed.customer()).isNotEqualTo(proven.customer());
        assertThat(silent.customer()).isEqualTo(spoofed.customer());
        assertThat(rapport.count(
                        "select claims from customer where id = ?",
                        spoofed.customer().orElseThrow().value()))
                .isEqualTo(proven.customer().orElseThrow().value());
        assertThat(Draft.from(address).proof(Sender.Proof.PROVEN).taken().customer())
                .isEqualTo(proven.customer());
    }

    @Test
    void people_who_share_an_address_are_told_apart_by_their_names() {
        String address = fresh();
        CustomerId anna =
                Draft.from(address).name("Anna Meier").taken().customer().orElseThrow();
        long point = rapport.count("select contact_point from customer_contact_point where customer = ?", anna.value());
        long bob = rapport.count(
                "insert into customer (name, home_team, created) select 'Bob Meier', home_team, now() from customer"
                        + " where id = ? returning id",
                anna.value());
        rapport.jdbc().update("insert into customer_contact_point values (?, ?, 'SEEN', now())", point, bob);

        assertThat(Draft.from(address).name("Meier, Bob").taken().customer()).contains(new CustomerId(bob));
        assertThat(Draft.from(address).name("Anna Meier").taken().customer()).contains(anna);
        CustomerId nobody = Draft.from(address).name("").taken().customer().orElseThrow();
        assertThat(nobody.value()).isNotIn(anna.value(), bob);
        assertThat(Draft.from(address).name("Somebody").taken().customer()).contains(nobody);
    }

    @Test
    void thanks_keeps_nobody_waiting_and_closes_the_matter() {
        String address = fresh();
        Taken first = Draft.from(address).name("Gwen Pritchard").taken();
        answered(first, Optional.empty());
        Taken thanks = Draft.from(address)
                .name("Gwen Pritchard")
                .says("Thank you so much, that works!\n\nGwen")
                .hint(new Hint.Token(tokenOf(matterOf(first))))
                .taken();

        assertThat(thanks.fate()).isEqualTo(new Fate.NeedsNoAnswer("rule: thanks"));
        assertThat(rapport.bean(Promises.class).open(first.customer().orElseThrow()))
                .isEmpty();
        assertThat(rapport.bean(Matters.class)
                        .find(matterOf(first))
                        .orElseThrow()
                        .state())
                .isEqualTo(Matter.State.CLOSED);
    }

    @Test
    void a_word_after_the_matter_was_closed_opens_it_again() {
        String address = fresh();
        Taken first = Draft.from(address).taken();
        answered(first, Optional.empty());
        Hint token = new Hint.Token(tokenOf(matterOf(first)));
        Draft.from(address).says("Thanks!").hint(token).taken();
        Taken again =
                Draft.from(address).says("It is broken again.").hint(token).taken();

        assertThat(again.fate()).isEqualTo(new Fate.JoinedMatter(matterOf(first)));
        assertThat(rapport.bean(Matters.class)
                        .find(matterOf(first))
                        .orElseThrow()
                        .state())
                .isEqualTo(Matter.State.OPEN);
        assertThat(onlyPromise(first.customer().orElseThrow()).kind()).isEqualTo(Promised.Kind.ANSWER);
    }

    @Test
    void knocks_at_two_doors_are_one_matter_and_counted() {
        String address = fresh();
        Taken first = Draft.from(address).taken();
        Taken second = Draft.from(address).at(form).taken();
        Taken third = Draft.from(address).at(form).taken();

        assertThat(second.fate()).isEqualTo(new Fate.JoinedMatter(matterOf(first)));
        assertThat(third.fate()).isEqualTo(new Fate.JoinedMatter(matterOf(first)));
        assertThat(onlyPromise(first.customer().orElseThrow()).knocks()).isEqualTo(3);
        assertThat(rapport.count(
                        "select cardinality(knock_doors) from promise where matter = ?",
                        matterOf(first).value()))
                .isEqualTo(2);
    }

    @Test
    void a_machine_s_answer_stands_on_the_timeline_but_nobody_waits() {
        Taken taken = Draft.from(fresh())
                .nature(new Nature.Automatic("absence notice"))
                .taken();

        assertThat(taken.fate()).isEqualTo(new Fate.AutomaticReply());
        assertThat(rapport.bean(Promises.class).open(taken.customer().orElseThrow()))
                .isEmpty();
    }

    @Test
    void what_can_t_be_read_becomes_a_matter_with_its_bytes() {
        Taken taken =
                Draft.from(fresh()).nature(new Nature.Unreadable("no header")).taken();

        assertThat(taken.fate()).isInstanceOf(Fate.OpenedMatter.class);
        assertThat(rapport.bean(Fates.class).raw(taken.interaction().orElseThrow()))
                .isPresent();
    }

    @Test
    void what_the_database_does_not_take_becomes_a_matter_all_the_same_and_holds_nobody_up() {
        Draft odd = Draft.from(fresh()).says("before\0after");
        Taken taken = odd.taken();

        assertThat(taken.fate()).isInstanceOf(Fate.OpenedMatter.class);
        assertThat(odd.taken().again()).isTrue();
        assertThat(rapport.count(
                        "select count(*) from interaction_content where unreadable and interaction = ?",
                        taken.interaction().orElseThrow().value()))
                .isEqualTo(1);
        assertThat(rapport.bean(Fates.class).raw(taken.interaction().orElseThrow()))
                .isPresent();
    }

    @Test
    void a_bounce_is_told_of_the_message_that_came_back() {
        Taken first = Draft.from(fresh()).taken();
        InteractionId sent = answered(first, Optional.empty());
        String messageId = text("select message_id from outbound where interaction = ?", sent.value());
        Taken bounce = Draft.from("mailer-daemon@post.example")
                .nature(new Nature.Bounce(
                        Optional.of(messageId),
                        Optional.empty(),
                        Nature.Bounce.Kind.PERMANENT,
                        "5.2.2",
                        "mailboxfull",
                        "over quota"))
                .taken();

        assertThat(bounce.fate()).isInstanceOf(Fate.BounceOf.class);
        assertThat(bounce.customer()).isEqualTo(first.customer());
        assertThat(rapport.jdbc()
                        .queryForObject("select state from outbound where interaction = ?", String.class, sent.value()))
                .isEqualTo("BOUNCED");
        assertThat(onlyPromise(first.customer().orElseThrow()).owner()).contains(nell.id());
    }

    @Test
    void junk_is_kept_can_be_rescued_and_is_never_deleted() {
        Fates fates = rapport.bean(Fates.class);
        String words = "A long letter. ".repeat(100);
        Taken one = Draft.from(fresh()).says(words).junk("score 20").taken();
        Taken other = Draft.from(fresh()).junk("score 30").taken();

        assertThat(one.fate()).isInstanceOf(Fate.Junk.class);
        assertThat(one.customer()).isEmpty();
        assertThat(fates.junk(Optional.empty(), 100))
                .extracting(Fates.JunkRow::inbound)
                .contains(one.inbound());
        assertThat(fates.rescue(one.inbound(), nell.id())).isTrue();
        String kept =
                "select text from interaction_content c join inbound i on i.interaction = c.interaction where i.id = ?";
        assertThat(text(kept, one.inbound())).isEqualTo(words);
        assertThat(fates.rescue(one.inbound(), nell.id())).isFalse();
        assertThat(fates.dismiss(List.of(other.inbound()), nell.id())).isEqualTo(1);
        assertThat(rapport.count("select count(*) from inbound where id in (?, ?)", one.inbound(), other.inbound()))
                .isEqualTo(2);
        assertThat(rapport.count(
                        "select count(*) from event where type = 'FateChanged' and (payload->>'inbound')::bigint in (?, ?)",
                        one.inbound(),
                        other.inbound()))
                .isEqualTo(2);
    }

    @Test
    void when_two_take_a_promise_at_once_one_gets_it() throws Exception {
        Promises promises = rapport.bean(Promises.class);
        for (int round = 0; round < 5; round++) {
            Promised promise =
                    onlyPromise(Draft.from(fresh()).taken().customer().orElseThrow());
            AtomicInteger turn = new AtomicInteger();
            List<Promises.TakeResult> results = atOnce(
                    8,
                    () -> promises.take(
                            promise.id(), turn.getAndIncrement() % 2 == 0 ? nell.id() : ben.id(), Instant.now()));
            AgentId owner = promises.find(promise.id()).orElseThrow().owner().orElseThrow();
            for (Promises.TakeResult result : results) {
                switch (result) {
                    case Promises.TakeResult.Yours(var mine) ->
                        assertThat(mine.owner()).contains(owner);
                    case Promises.TakeResult.Theirs(var theirs) ->
                        assertThat(theirs).isEqualTo(owner);
                    case Promises.TakeResult.Ended _, Promises.TakeResult.Unknown _, Promises.TakeResult.Enough _ ->
                        throw new AssertionError(result);
                }
            }
            assertThat(rapport.count(
                            "select count(*) from event where type = 'PromiseTaken' and (payload->>'promise')::bigint = ?",
                            promise.id().value()))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_reply_keeps_the_promise_when_it_leaves_and_makes_the_new_one() {
        Taken taken = Draft.from(fresh()).taken();
        Instant friday = Instant.now().plus(Duration.ofDays(3));
        answered(taken, Optional.of(new Outbox.Promise("Call after the visit", friday)));

        Promised promise = onlyPromise(taken.customer().orElseThrow());
        assertThat(promise.kind()).isEqualTo(Promised.Kind.SAID);
        assertThat(promise.what()).isEqualTo("Call after the visit");
        assertThat(promise.owner()).contains(nell.id());
        assertThat(rapport.count(
                        "select count(*) from promise where matter = ? and kind = 'ANSWER' and state = 'KEPT'",
                        matterOf(taken).value()))
                .isEqualTo(1);
    }

    @Test
    void a_reply_sent_twice_is_one_message() {
        Taken taken = Draft.from(fresh()).taken();
        Outbox outbox = rapport.bean(Outbox.class);
        Outbox.Reply reply = reply(taken, Optional.empty());

        assertThat(outbox.reply(reply, nell)).isEqualTo(outbox.reply(reply, nell));
        assertThat(rapport.count("select count(*) from outbound where key = ?", reply.key()))
                .isEqualTo(1);
    }

    @Test
    void a_reply_that_is_taken_back_answers_nothing() {
        Taken taken = Draft.from(fresh()).taken();
        Outbox outbox = rapport.bean(Outbox.class);
        var waiting = (Outbox.Handed.Waiting) outbox.reply(reply(taken, Optional.empty()), nell);

        assertThat(outbox.undo(waiting.interaction(), nell.id())).isTrue();
        assertThat(outbox.undo(waiting.interaction(), nell.id())).isFalse();
        assertThat(onlyPromise(taken.customer().orElseThrow()).kind()).isEqualTo(Promised.Kind.ANSWER);
        rapport.caughtUp();
        assertThat(rapport.bean(Timeline.class).lines(waiting.interaction())).isEmpty();
    }

    @Test
    void an_answered_sales_enquiry_is_followed_up() {
        DoorId sales = rapport.bean(Doors.class)
                .at(Channel.MAIL, "sales@brightline.example")
                .map(Door::id)
                .orElseGet(() -> rapport.door(Channel.MAIL, "sales@brightline.example"));
        Taken taken = Draft.from(fresh()).at(sales).taken();
        answered(taken, Optional.empty());

        assertThat(rapport.count(
                        "select count(*) from customer where id = ? and prospect",
                        taken.customer().orElseThrow().value()))
                .isEqualTo(1);
        assertThat(onlyPromise(taken.customer().orElseThrow()).kind()).isEqualTo(Promised.Kind.FOLLOW_UP);
    }

    @Test
    void the_timeline_read_again_from_the_first_event_is_the_same() {
        String address = fresh();
        Taken taken = Draft.from(address).taken();
        answered(taken, Optional.of(new Outbox.Promise("Call", Instant.now().plus(Duration.ofDays(1)))));
        // What became of the mail stands on the timeline too, and must not change between the two readings.
        while (rapport.count("select count(*) from outbound where state in ('QUEUED', 'SENDING')") > 0) {
            Thread.onSpinWait();
        }
        rapport.caughtUp();
        Timeline timeline = rapport.bean(Timeline.class);
        List<Line> before =
                timeline.page(taken.customer().orElseThrow(), Optional.empty()).entries();
        assertThat(before).hasSizeGreaterThan(2);

        List<Line> replayed = rapport.bean(ChannelParts.class).transaction().execute(status -> {
            Projection projection = timeline;
            rapport.bean(org.springframework.jdbc.core.JdbcTemplate.class)
                    .update(
                            "delete from timeline_entry where customer = ?",
                            taken.customer().orElseThrow().value());
            projection.apply(rapport.bean(io.rapport.server.journal.JournalReaders.class)
                    .of(taken.customer().orElseThrow()));
            return timeline.page(taken.customer().orElseThrow(), Optional.empty())
                    .entries();
        });
        assertThat(replayed).isEqualTo(before);
    }

    @Test
    void a_big_mail_goes_to_the_vault_and_comes_back_whole() {
        byte[] big = new byte[300_000];
        new java.util.Random(7).nextBytes(big);
        Arrival small = Draft.from(fresh()).arrival();
        Arrival arrival = new Arrival(
                small.channel(),
                small.door(),
                small.key(),
                small.messageId(),
                small.receivedAt(),
                big,
                small.sender(),
                small.nature(),
                new Content(
                        "with a file",
                        "see below",
                        "",
                        Optional.empty(),
                        false,
                        false,
                        List.of(new Content.Attached("plan.pdf", "application/pdf", big, Optional.empty())),
                        List.of()),
                List.of(),
                List.of(),
                Optional.empty());
        Taken taken = inbox.take(arrival);

        assertThat(rapport.bean(Fates.class).raw(taken.interaction().orElseThrow()))
                .contains(big);
        long file = rapport.count(
                "select id from attachment where interaction = ?",
                taken.interaction().orElseThrow().value());
        assertThat(rapport.bean(io.rapport.server.interaction.Interactions.class)
                        .file(file)
                        .orElseThrow()
                        .bytes())
                .isEqualTo(big);
    }

    private static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Callable<T>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(work);
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(all)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
