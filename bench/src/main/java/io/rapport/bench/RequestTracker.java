package io.rapport.bench;

import io.rapport.outside.net.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The peer: Request Tracker 5 from Debian's packages, as its package sets it up (FastCGI workers behind nginx,
/// PostgreSQL 15 with fsync), but in a temporary folder, on ports of its own on the loopback address, and gone
/// afterwards. Two workers, one a core. HTML is converted inside Perl, which is its faster setting.
final class RequestTracker implements AutoCloseable {
    private static final int WORKERS = 2;
    private static final Path PROGRAMS = Path.of("/usr/share/request-tracker5");
    private static final Path POSTGRES = Path.of("/usr/lib/postgresql/15/bin");
    private static final Pattern NUMBER = Pattern.compile("(?mi)^X-Bench-Id: (\\d+)\\s*$");

    private final Path folder;
    private final int databasePort = Ports.free();
    private final int port = Ports.free();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Long> workers = new ArrayList<>();
    private Optional<Process> nginx = Optional.empty();

    /// What is missing on this machine, if anything.
    static Optional<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!"root".equals(System.getProperty("user.name"))) {
            missing.add("root");
        }
        for (Path program : List.of(
                PROGRAMS.resolve("libexec/rt-server.fcgi"),
                POSTGRES.resolve("initdb"),
                Path.of("/usr/sbin/nginx"),
                Path.of("/usr/bin/spawn-fcgi"),
                Path.of("/usr/sbin/rt-setup-database-5"))) {
            if (!Files.exists(program)) {
                missing.add(program.toString());
            }
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", missing));
    }

    /// Sets everything up and waits until it answers.
    RequestTracker() throws IOException, InterruptedException {
        folder = Files.createTempDirectory(Path.of("/var/tmp"), "rapport-bench-peer");
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            for (String name : List.of("pg", "www", "empty")) {
                Files.createDirectory(folder.resolve(name));
            }
            run(List.of("chown", "postgres:", folder.resolve("pg").toString()));
            run(List.of("chown", "www-data:", folder.resolve("www").toString()));
            startDatabase();
            writeConfiguration();
            setUp("--action", "init");
            setUp(
                    "--action",
                    "insert",
                    "--datafile",
                    folder.resolve("initialdata").toString());
            startWorkers();
            startNginx();
            awaitAnswer();
        } catch (IOException | InterruptedException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private List<String> asPostgres(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "setpriv",
                "--reuid=postgres",
                "--regid=postgres",
                "--clear-groups",
                "--",
                POSTGRES.resolve(program).toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private void startDatabase() throws IOException, InterruptedException {
        String cluster = folder.resolve("pg/cluster").toString();
        run(asPostgres("initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"));
        String options = "-p " + databasePort + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder
                + "/pg -c fsync=on -c synchronous_commit=on -c shared_buffers=128MB";
        run(asPostgres("pg_ctl", "start", "-w", "-D", cluster, "-l", cluster + "/log", "-o", options));
    }

    private void writeConfiguration() throws IOException {
        Files.writeString(folder.resolve("RT_SiteConfig.pm"), """
                Set($rtname, 'bench');
                Set($Organization, 'brightline.example');
                Set($CorrespondAddress, 'support@brightline.example');
                Set($CommentAddress, 'comment@brightline.example');
                Set($WebDomain, '127.0.0.1');
                Set($WebPort, %d);
                Set($DatabaseType, 'Pg');
                Set($DatabaseHost, '127.0.0.1');
                Set($DatabasePort, '%d');
                Set($DatabaseUser, 'rtuser');
                Set($DatabasePassword, 'rtuser');
                Set($DatabaseName, 'rt5');
                Set($LogToSyslog, undef);
                Set($LogToSTDERR, 'error');
                Set($HTMLFormatter, 'core');
                # What it sends goes to a file instead of a program: nothing leaves the machine, and no process is started.
                Set($MailCommand, 'testfile');
                $RT::MasonDataDir = '%s/www/mason';
                $RT::VarPath = '%s/www';
                1;
                """.formatted(port, databasePort, folder, folder));
        Files.writeString(folder.resolve("initialdata"), """
                @ACL = map { { GroupDomain => 'SystemInternal', GroupType => 'Everyone', Right => $_ } }
                    qw(CreateTicket ReplyToTicket SeeQueue);
                1;
                """);
        Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                user www-data;
                pid %1$s/nginx.pid;
                error_log %1$s/nginx.log;
                events {}
                http {
                  access_log off;
                  client_max_body_size 30m;
                  client_body_temp_path %1$s/www/body;
                  fastcgi_temp_path %1$s/www/fastcgi;
                  proxy_temp_path %1$s/www/proxy;
                  uwsgi_temp_path %1$s/www/uwsgi;
                  scgi_temp_path %1$s/www/scgi;
                  server {
                    listen 127.0.0.1:%2$d;
                    location / {
                      include /etc/nginx/fastcgi_params;
                      fastcgi_param SCRIPT_NAME "";
                      fastcgi_param PATH_INFO $uri;
                      fastcgi_read_timeout 300;
                      fastcgi_pass unix:%1$s/www/fcgi.sock;
                    }
                  }
                }
                """.formatted(folder, port));
    }

    private void setUp(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/usr/sbin/rt-setup-database-5"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--dba", "postgres", "--dba-password", "none"));
        run(command);
    }

    private void startWorkers() throws IOException, InterruptedException {
        String said = run(List.of(
                "/usr/bin/spawn-fcgi",
                "-F",
                String.valueOf(WORKERS),
                "-u",
                "www-data",
                "-g",
                "www-data",
                "-s",
                folder + "/www/fcgi.sock",
                "--",
                PROGRAMS.resolve("libexec/rt-server.fcgi").toString()));
        Matcher pids = Pattern.compile("PID: (\\d+)").matcher(said);
        while (pids.find()) {
            workers.add(Long.valueOf(pids.group(1)));
        }
    }

    private void startNginx() throws IOException {
        nginx = Optional.of(
                new ProcessBuilder("/usr/sbin/nginx", "-p", folder.toString(), "-c", folder.resolve("nginx.conf") + "")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("nginx.out").toFile())
                        .start());
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        HttpRequest page = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .timeout(Duration.ofSeconds(30))
                .build();
        while (System.nanoTime() < until) {
            try {
                if (http.send(page, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It is still starting.
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IOException("Request Tracker did not answer within a minute");
    }

    /// Hands one mail to its gateway as a mail server would.
    ///
    /// @return whether it says that it has it
    boolean post(byte[] mail) throws IOException, InterruptedException {
        String boundary = "bench-" + System.nanoTime();
        List<byte[]> body = new ArrayList<>();
        body.add(field(boundary, "queue").concat("General\r\n").getBytes(StandardCharsets.US_ASCII));
        body.add(field(boundary, "action").concat("correspond\r\n").getBytes(StandardCharsets.US_ASCII));
        // With a file name it would be refused.
        body.add(field(boundary, "message").getBytes(StandardCharsets.US_ASCII));
        body.add(mail);
        body.add(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/REST/1.0/NoAuth/mail-gateway"))
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArrays(body))
                .build();
        HttpResponse<String> answer =
                http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        return answer.statusCode() == 200 && answer.body().startsWith("ok");
    }

    private static String field(String boundary, String name) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n";
    }

    /// Numbers of the mails that its database holds.
    Set<Integer> kept() throws SQLException {
        Set<Integer> kept = new HashSet<>();
        String url = "jdbc:postgresql://127.0.0.1:" + databasePort + "/rt5";
        try (Connection database = DriverManager.getConnection(url, "postgres", "none");
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select a.headers from attachments a join transactions t on t.id = a.transactionid
                         where t.type in ('Create', 'Correspond') and a.headers ilike '%X-Bench-Id%'
                        """)) {
            while (rows.next()) {
                Matcher number = NUMBER.matcher(rows.getString(1).replace("\r", ""));
                if (number.find()) {
                    kept.add(Integer.valueOf(number.group(1)));
                }
            }
        }
        return kept;
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment()
                .put("RT_SITE_CONFIG", folder.resolve("RT_SiteConfig.pm").toString());
        builder.environment().put("RT_SITE_CONFIG_DIR", folder.resolve("empty").toString());
        Path said = folder.resolve("out.log");
        // A file: what a command starts keeps the output open after it.
        Process process =
                builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        process.getOutputStream().close();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("took too long: " + command);
        }
        String output = Files.readString(said, StandardCharsets.ISO_8859_1);
        if (process.exitValue() != 0) {
            throw new IOException(command + " ended with " + process.exitValue() + ": " + output);
        }
        return output;
    }

    @Override
    public void close() throws IOException {
        nginx.ifPresent(Process::destroy);
        workers.stream().flatMap(pid -> ProcessHandle.of(pid).stream()).forEach(ProcessHandle::destroy);
        try {
            nginx.ifPresent(Process::onExit);
            if (Files.exists(folder.resolve("pg/cluster/postmaster.pid"))) {
                run(asPostgres("pg_ctl", "stop", "-w", "-m", "immediate", "-D", folder + "/pg/cluster"));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
    }
}
