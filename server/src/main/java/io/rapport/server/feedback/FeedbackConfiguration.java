package io.rapport.server.feedback;

import io.rapport.server.access.Accounts;
import io.rapport.server.calling.CallBacks;
import io.rapport.server.channel.Carrier;
import io.rapport.server.channel.Doors;
import io.rapport.server.channel.Inbox;
import io.rapport.server.channel.Letters;
import io.rapport.server.channel.Suppressions;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.database.BundlingTemplate;
import io.rapport.server.interaction.Matters;
import io.rapport.server.journal.EventFamily;
import io.rapport.server.journal.Journal;
import io.rapport.server.pointer.Pointers;
import io.rapport.server.promise.Promises;
import io.rapport.server.timer.Job;
import io.rapport.server.vault.Sealer;
import io.rapport.server.web.WebSettings;
import io.rapport.server.wishes.Wishes;
import io.rapport.server.workforce.Workforce;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class FeedbackConfiguration {

    @Bean
    EventFamily feedbackEvents() {
        return new EventFamily(FeedbackEvent.class);
    }

    @Bean
    AskStore askStore(BundlingTemplate jdbc) {
        return new AskStore(jdbc);
    }

    @Bean
    VoteStore voteStore(BundlingTemplate jdbc) {
        return new VoteStore(jdbc);
    }

    @Bean
    Surveys surveys(BundlingTemplate jdbc, TransactionTemplate transaction) {
        return new Surveys(new SurveyStore(jdbc), transaction);
    }

    @Bean
    TokenKeys tokenKeys(BundlingTemplate jdbc, Sealer sealer, Clock clock) {
        return new TokenKeys(jdbc, sealer, clock);
    }

    @Bean
    AskTokens askTokens(TokenKeys keys) {
        return new AskTokens(keys::find);
    }

    @Bean
    Links links(AskTokens tokens, TokenKeys keys, WebSettings web) {
        return new Links(tokens, keys, web.publicUrl());
    }

    @Bean
    Known knownOfTheAsked(
            AskStore store,
            Surveys surveys,
            Customers customers,
            Promises promises,
            Wishes wishes,
            Accounts accounts,
            Suppressions suppressions) {
        return new Known(store, surveys, customers, promises, wishes, accounts, suppressions);
    }

    @Bean
    Asks asks(
            AskStore store,
            Surveys surveys,
            Known known,
            Links links,
            Letters letters,
            Customers customers,
            Merges merges,
            Matters matters,
            Workforce workforce,
            Journal journal,
            TransactionTemplate transaction) {
        return new Asks(
                store, surveys, known, links, letters, customers, merges, matters, workforce, journal, transaction);
    }

    @Bean
    Votes.Parts voteParts(
            AskStore asks,
            VoteStore votes,
            Surveys surveys,
            CallBacks callBacks,
            Wishes wishes,
            Inbox inbox,
            Doors doors,
            Customers customers,
            Merges merges,
            Matters matters,
            Workforce workforce,
            Journal journal,
            TransactionTemplate transaction) {
        return new Votes.Parts(
                asks,
                votes,
                surveys,
                callBacks,
                wishes,
                inbox,
                doors,
                customers,
                merges,
                matters,
                workforce,
                journal,
                transaction);
    }

    @Bean
    ClickBook clickBook(AskStore asks, TransactionTemplate transaction) {
        return new ClickBook(asks, transaction);
    }

    @Bean
    Votes votes(
            Votes.Parts parts,
            Asks asks,
            AskTokens tokens,
            Known known,
            Promises promises,
            Pointers pointers,
            ClickBook clicks,
            Sealer sealer) {
        Counting counting =
                new Counting(parts.votes(), promises, parts.callBacks(), pointers, parts.workforce(), parts.journal());
        return new Votes(parts, asks, tokens, new Nonces(sealer.derive("vote-nonce")), counting, known, clicks);
    }

    @Bean
    FeedbackReactor feedbackReactor(
            AskStore asks, VoteStore votes, Surveys surveys, Customers customers, Workforce workforce, Clock clock) {
        return new FeedbackReactor(asks, votes, surveys, customers, workforce, clock);
    }

    @Bean
    Trials trials(Links links, TokenKeys keys, Doors doors, ObjectProvider<Carrier> carriers, Clock clock) {
        return new Trials(links, keys, doors, () -> carriers.stream().toList(), clock);
    }

    @Bean
    SignatureFaces signatureFaces(AskStore store, Surveys surveys, Links links) {
        return new SignatureFaces(store, surveys, links);
    }

    @Bean
    ReceiptFaces receiptFaces(AskStore asks, VoteStore votes, Surveys surveys, Links links) {
        return new ReceiptFaces(asks, votes, surveys, links);
    }

    @Bean
    Job askWhoWasDrawn(Asks asks, Clock clock) {
        return new Job("feedback-ask", Duration.ofSeconds(2), () -> {
            while (asks.askDue(clock.instant()) == Asks.AT_ONCE) {
                // Until nobody is left whose time has come.
            }
        });
    }

    @Bean
    Job remindWhoWasAsked(Asks asks, Clock clock) {
        return new Job("feedback-remind", Duration.ofMinutes(1), () -> {
            while (asks.remindDue(clock.instant()) == Asks.AT_ONCE) {
                // Until all of them are reminded.
            }
        });
    }
}
