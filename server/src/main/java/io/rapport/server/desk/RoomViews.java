package io.rapport.server.desk;

import io.rapport.server.customer.Customer;
import io.rapport.server.customer.Customers;
import io.rapport.server.customer.Merges;
import io.rapport.server.interaction.Matter;
import io.rapport.server.interaction.Matters;
import io.rapport.server.swarm.Question;
import io.rapport.server.timeline.Line;
import io.rapport.server.vocabulary.CustomerId;
import io.rapport.server.vocabulary.MatterId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Questions of the team room as the desktop shows them.
final class RoomViews {
    private final Customers customers;
    private final Merges merges;
    private final Matters matters;

    RoomViews(Customers customers, Merges merges, Matters matters) {
        this.customers = customers;
        this.merges = merges;
        this.matters = matters;
    }

    List<Wire.QuestionView> of(List<Question> questions) {
        Map<CustomerId, CustomerId> survivors = merges.survivors(
                questions.stream().map(Question::customer).distinct().toList());
        return questions.stream().flatMap(q -> view(q, survivors).stream()).toList();
    }

    private Optional<Wire.QuestionView> view(Question question, Map<CustomerId, CustomerId> survivors) {
        Optional<Customer> customer = customers.find(survivors.getOrDefault(question.customer(), question.customer()));
        return customer.map(who -> new Wire.QuestionView(
                Long.toString(question.id()),
                new Wire.CustomerBrief(
                        who.id().toString(),
                        who.name(),
                        who.organisation().orElse(null),
                        DeskStore.tint(who.id().value())),
                question.matter().map(MatterId::toString).orElse(null),
                question.matter().flatMap(matters::find).map(Matter::about).orElse(""),
                question.team().toString(),
                question.by().toString(),
                question.text(),
                question.at(),
                question.named().stream().map(a -> a.toString()).toList(),
                question.answers().stream()
                        .map(a -> new Line.RoomAnswer(Long.toString(a.id()), a.by().toString(), a.text(), a.at()))
                        .toList(),
                question.settled().orElse(null)));
    }
}
