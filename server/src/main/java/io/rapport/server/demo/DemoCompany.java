package io.rapport.server.demo;

import io.rapport.server.access.Accounts;
import io.rapport.server.access.Role;
import io.rapport.server.channel.ConfiguredDoors;
import io.rapport.server.feedback.Surveys;
import io.rapport.server.vocabulary.Channel;
import io.rapport.server.vocabulary.DoorId;
import io.rapport.server.vocabulary.TeamId;
import io.rapport.server.voice.Trunk;
import io.rapport.server.voice.Trunks;
import io.rapport.server.workforce.Agent;
import io.rapport.server.workforce.Presence;
import io.rapport.server.workforce.TeamDraft;
import io.rapport.server.workforce.Workforce;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Loads Brightline: three teams of sixteen, five thousand customers with a past of questions, answers and kept
/// promises. The same every time (fixed
/// seed).
final class DemoCompany implements ApplicationRunner, Ordered {
    static final String COMPANY = "Brightline";
    static final String DOMAIN = "brightline.example";
    static final String PASSWORD = "brightline-demo";
    private static final Logger log = LoggerFactory.getLogger(DemoCompany.class);
    private static final long SEED = 20_261_124;
    private static final int ATTEMPTS = 3;
    private static final int ASKED_AFTER_MINUTES = 5;
    /// Few enough that a busy machine prepares them before the database takes an idle transaction for a lost one.
    private static final int BATCH = 100;

    private static final List<String> ORGANISATIONS = List.of(
            "Avonside Bakery",
            "Clifton Dental Practice",
            "Gillygate Books",
            "Harlow & Finch Solicitors",
            "Hillside Primary School",
            "Minster Cycles",
            "Riverside Veterinary Surgery",
            "Wherry Boatyard");

    /// Customers among whom the first team's are looked for.
    private static final int FIRST = 500;

    private final Accounts accounts;
    private final Workforce workforce;
    private final ConfiguredDoors doors;
    private final Trunks trunks;
    private final DemoStore store;
    private final Morning morning;
    private final Knows knows;
    private final Surveys surveys;
    private final Opinions opinions;
    private final OldMistake oldMistake;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final int smtpPort;
    private final int sipPort;
    private final String site;
    private final int customers;
    private final PrintStream terminal;

    DemoCompany(
            Accounts accounts,
            Workforce workforce,
            ConfiguredDoors doors,
            Trunks trunks,
            DemoStore store,
            Morning morning,
            Knows knows,
            Surveys surveys,
            Opinions opinions,
            OldMistake oldMistake,
            TransactionTemplate transaction,
            Clock clock,
            int smtpPort,
            int sipPort,
            String site,
            int customers,
            PrintStream terminal) {
        this.customers = customers;
        this.accounts = accounts;
        this.workforce = workforce;
        this.doors = doors;
        this.trunks = trunks;
        this.store = store;
        this.morning = morning;
        this.knows = knows;
        this.surveys = surveys;
        this.opinions = opinions;
        this.oldMistake = oldMistake;
        this.transaction = transaction;
        this.clock = clock;
        this.smtpPort = smtpPort;
        this.sipPort = sipPort;
        this.site = site;
        this.terminal = terminal;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (accounts.nobodyYet()) {
            load();
        }
        terminal.println("The demo company " + COMPANY + " is open. Sign in, with the password " + PASSWORD + ", as");
        terminal.println("  nell@" + DOMAIN + "     an agent of Harbourside, Bristol");
        terminal.println("  siobhan@" + DOMAIN + "  the lead of Harbourside");
        terminal.println("  admin@" + DOMAIN + "    the administrator");
        terminal.println("Chat with them as a visitor of their site at " + site);
        terminal.println("Write to support@" + DOMAIN + " by SMTP, for example:");
        terminal.println(
                "  swaks --server 127.0.0.1:" + smtpPort + " --from gwen@bakery.example --to support@" + DOMAIN);
        terminal.println("Call them with any SIP telephone on this machine, for example:");
        terminal.println(
                "  baresip -e '/dial sip:" + Homes.dialled(People.TEAMS.getFirst()) + "@127.0.0.1:" + sipPort + "'");
        terminal.flush();
    }

    private void load() {
        terminal.println("Loading the demo company: 3 teams, 48 agents, " + customers + " customers ...");
        accounts.set("company", COMPANY);
        List<TeamId> teams = new ArrayList<>();
        for (People.DemoTeam team : People.TEAMS) {
            teams.add(team(team));
        }
        long admin = accounts.create("admin@" + DOMAIN, Role.ADMINISTRATOR, PASSWORD);
        workforce.addAgent(admin, "Ada", "Winter", Optional.empty(), teams.getFirst(), false);
        DoorId support = doors.add(mail("Support", "support@" + DOMAIN, Optional.empty()));
        doors.add(mail("Sales", "sales@" + DOMAIN, Optional.empty()));
        Map<TeamId, DoorId> teamDoors = new HashMap<>();
        for (int i = 0; i < teams.size(); i++) {
            People.DemoTeam team = People.TEAMS.get(i);
            teamDoors.put(
                    teams.get(i), doors.add(mail(team.name(), team.key() + "@" + DOMAIN, Optional.of(teams.get(i)))));
        }
        doors.add(new ConfiguredDoors.Draft(
                Channel.FORM, "Website", "contact", Optional.empty(), true, Optional.empty(), Optional.empty()));
        doors.add(new ConfiguredDoors.Draft(
                Channel.CHAT, "Website chat", "web", Optional.empty(), true, Optional.empty(), Optional.empty()));
        telephone(teams);
        List<Past> neighbours = customers(teams, support, teamDoors);
        long survey = surveys.begin("After each matter", ASKED_AFTER_MINUTES, clock.instant());
        transaction.executeWithoutResult(status -> opinions.write(survey, clock.instant()));
        seatSome(teams);
        store.organise(ORGANISATIONS);
        transaction.executeWithoutResult(status ->
                oldMistake.write(teams.getFirst().value(), "siobhan@" + DOMAIN, "admin@" + DOMAIN, clock.instant()));
        workforce.agents().forEach(agent -> workforce.showOnPage(agent, true));
        workforce
                .leadOf(teams.getFirst())
                .ifPresent(lead ->
                        knows.write(teams.getFirst(), lead.id(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
        workforce.agentsOf(teams.getFirst()).stream()
                .filter(agent -> agent.firstName().equals("Nell"))
                .findFirst()
                .ifPresent(nell -> morning.begin(neighbours, support, nell.id(), clock.instant()));
    }

    /// A number for each team, which any SIP telephone on this machine may call.
    private void telephone(List<TeamId> teams) {
        for (int i = 0; i < teams.size(); i++) {
            People.DemoTeam team = People.TEAMS.get(i);
            doors.add(new ConfiguredDoors.Draft(
                    Channel.PHONE,
                    team.name(),
                    Homes.dialled(team),
                    Optional.of(teams.get(i)),
                    true,
                    Optional.empty(),
                    Optional.empty()));
        }
        trunks.add(new Trunk(
                0,
                "A telephone on this machine, at port 5062",
                thisMachine(),
                "127.0.0.1:5062",
                Trunk.Transport.UDP,
                true));
    }

    /// Telephones on it call the loopback address, and say that their sound is at another one of its own.
    private static List<String> thisMachine() {
        List<String> addresses = new ArrayList<>(List.of("127.0.0.0/8", "::1"));
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .map(text -> text.replaceAll("%.*", ""))
                    .limit(20)
                    .forEach(addresses::add);
        } catch (SocketException unknown) {
            // Most telephones do with the loopback ones.
        }
        return addresses;
    }

    private static ConfiguredDoors.Draft mail(String name, String address, Optional<TeamId> team) {
        return new ConfiguredDoors.Draft(Channel.MAIL, name, address, team, true, Optional.empty(), Optional.empty());
    }

    private TeamId team(People.DemoTeam team) {
        TeamId id = workforce.addTeam(new TeamDraft(
                team.name(),
                team.place(),
                team.key() + "@" + DOMAIN,
                Homes.welcome(team),
                team.key().equals("harbourside"),
                Duration.ofHours(4),
                Homes.calendar(team, clock.instant().atZone(ZoneOffset.UTC).getYear()),
                Homes.catchment(team),
                Homes.page(team)));
        List<String> names = team.people().stream().map(DemoCompany::signInName).toList();
        List<Long> made = new ArrayList<>(accounts.createAll(names.subList(0, 1), Role.LEAD, PASSWORD));
        made.addAll(accounts.createAll(names.subList(1, names.size()), Role.AGENT, PASSWORD));
        for (int i = 0; i < made.size(); i++) {
            String[] parts = team.people().get(i).split(" ", 2);
            workforce.addAgent(made.get(i), parts[0], parts[1], face(parts[0]), id, i == 0);
        }
        return id;
    }

    private static String signInName(String person) {
        return plain(person.split(" ", 2)[0]) + "@" + DOMAIN;
    }

    private static Optional<String> face(String firstName) {
        String key = plain(firstName);
        return People.FACES.contains(key) ? Optional.of("/faces/" + key + ".svg") : Optional.empty();
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replace(" ", "");
    }

    /// A machine that stands still for seconds loses its transaction: then once more.
    private void write(List<Past> batch) {
        for (int attempt = 1; ; attempt++) {
            try {
                transaction.executeWithoutResult(status -> store.write(batch));
                return;
            } catch (TransactionException | DataAccessResourceFailureException lost) {
                if (attempt == ATTEMPTS) {
                    throw lost;
                }
                log.warn("demo batch written again cause={}", lost.toString());
            }
        }
    }

    /// @return some customers of the first team
    private List<Past> customers(List<TeamId> teams, DoorId support, Map<TeamId, DoorId> teamDoors) {
        List<Past> ofTheFirst = new ArrayList<>();
        Random random = new Random(SEED);
        Instant now = clock.instant();
        for (int done = 0; done < customers; done += BATCH) {
            List<Past> batch = new ArrayList<>();
            for (int i = done; i < Math.min(customers, done + BATCH); i++) {
                int team = random.nextInt(teams.size());
                batch.add(past(
                        i,
                        teams.get(team),
                        People.TEAMS.get(team).place(),
                        List.of(support, teamDoors.get(teams.get(team))),
                        random,
                        now));
            }
            write(batch);
            if (done < FIRST) {
                batch.stream()
                        .filter(past -> past.team().equals(teams.getFirst()))
                        .forEach(ofTheFirst::add);
            }
        }
        return ofTheFirst;
    }

    private Past past(int number, TeamId team, String place, List<DoorId> doorsUsed, Random random, Instant now) {
        String first = People.FIRST.get(random.nextInt(People.FIRST.size()));
        String last = People.LAST.get(random.nextInt(People.LAST.size()));
        List<Agent> people = workforce.agentsOf(team);
        Agent known = people.get(random.nextInt(people.size()));
        // Most have one or two matters behind them, some many; most times they met the person they know.
        int count = 1 + (int) Math.min(5, -Math.log(1 - random.nextDouble()) * 1.2);
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            times.add(now.minus(Duration.ofMinutes(60L * 24 * 17 + random.nextInt(60 * 24 * 700))));
        }
        times.sort(null);
        List<Past.Affair> affairs = new ArrayList<>();
        for (Instant asked : times) {
            Agent agent = random.nextInt(4) > 0 ? known : people.get(random.nextInt(people.size()));
            affairs.add(affair(agent, doorsUsed.get(random.nextInt(doorsUsed.size())), asked, random));
        }
        return new Past(
                first + " " + last,
                first,
                plain(first) + "." + plain(last) + "." + number + "@" + MAILBOXES.get(number % MAILBOXES.size()),
                place,
                team,
                times.getFirst(),
                affairs);
    }

    private static Past.Affair affair(Agent agent, DoorId door, Instant asked, Random random) {
        Instant answered = asked.plus(Duration.ofMinutes(5 + random.nextInt(220)));
        Optional<Instant> done = random.nextInt(2) == 0
                ? Optional.of(answered.plus(Duration.ofMinutes(60 + random.nextInt(60 * 24 * 5))))
                : Optional.empty();
        Instant lastWord = done.orElse(answered);
        Optional<Instant> thanked = random.nextInt(3) == 0
                ? Optional.of(lastWord.plus(Duration.ofMinutes(10 + random.nextInt(600))))
                : Optional.empty();
        return new Past.Affair(
                Story.ALL.get(random.nextInt(Story.ALL.size())),
                door,
                agent.id(),
                agent.firstName(),
                asked,
                answered,
                done,
                thanked,
                thanked.orElse(lastWord.plus(Duration.ofDays(7))));
    }

    private static final List<String> MAILBOXES = List.of("post.example", "mailbox.example", "letters.example");

    /// Colleagues who are in without a desktop, so that the rail is not empty.
    private void seatSome(List<TeamId> teams) {
        Instant now = clock.instant();
        for (TeamId team : teams) {
            List<Agent> people = workforce.agentsOf(team);
            for (int i = 0; i < people.size(); i++) {
                Presence.State state = i % 5 == 4 ? Presence.State.AWAY : Presence.State.AVAILABLE;
                if (i < 12) {
                    workforce.present(new Presence(
                            people.get(i).id(),
                            state,
                            now.minusSeconds(60L * i),
                            state == Presence.State.AWAY ? "lunch" : "",
                            Optional.empty()));
                }
            }
        }
    }
}
