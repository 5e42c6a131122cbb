package io.rapport.media.sip.transaction;

import io.rapport.media.sip.SipHeader;
import io.rapport.media.sip.SipMessage;
import io.rapport.media.sip.SipReading;
import io.rapport.media.sip.Via;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Tells which messages belong together: repeats answers to repeated requests, brings responses to who asked, and gives
/// each new request to its user once.
public final class Transactions {
    /// At once; of more, each is answered 503.
    static final int MOST = 50_000;

    private static final byte[] NOTHING = {};

    private final Timers timers;
    private final TransactionUser user;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, ServerTransaction> asked = new ConcurrentHashMap<>();
    private final Map<String, ClientTransaction> asking = new ConcurrentHashMap<>();

    /// By what makes a request the same whatever way it came, the key under which it came first.
    private final Map<String, String> merged = new ConcurrentHashMap<>();

    public Transactions(Timers timers, TransactionUser user) {
        this.timers = timers;
        this.user = user;
    }

    /// How many are going on.
    public int count() {
        return asked.size() + asking.size();
    }

    /// Whether all that we have asked so far has its final answer, or was given up.
    public boolean settled() {
        return asking.values().stream().noneMatch(ClientTransaction::waits);
    }

    /// Takes what was read from a flow.
    public void received(SipReading reading, Flow flow) {
        switch (reading) {
            case SipReading.Whole(SipMessage.Request request, int length) -> request(request, flow);
            case SipReading.Whole(SipMessage.Response response, int length) -> response(response, flow);
            case SipReading.Refused refused -> refuse(refused, flow);
            case SipReading.KeepAlive alive -> {}
            case SipReading.Unfinished unfinished -> {}
        }
    }

    private void request(SipMessage.Request request, Flow flow) {
        String key = key(request, request.method().equals("ACK") ? "INVITE" : request.method());
        ServerTransaction known = asked.get(key);
        switch (request.method()) {
            case "ACK" -> {
                if (known == null || isAccepted(known, request)) {
                    user.ack(request, flow);
                } else {
                    known.acknowledged();
                }
            }
            case "CANCEL" -> cancel(request, flow);
            default -> {
                if (known != null) {
                    known.repeated();
                } else {
                    fresh(key, request, flow);
                }
            }
        }
    }

    /// An ACK of a 2xx carries a branch of its own, but some exchanges give it the INVITE's.
    private static boolean isAccepted(ServerTransaction known, SipMessage.Request ack) {
        return known.accepted() && ack.to().tag().isPresent();
    }

    private void fresh(String key, SipMessage.Request request, Flow flow) {
        if (asked.size() >= MOST) {
            answer(request, flow, 503, List.of(new SipHeader("Retry-After", "5")));
            return;
        }
        String same = request.callId() + '\n' + request.from().tag().orElse("") + '\n' + request.cseq();
        boolean initial = request.to().tag().isEmpty();
        if (initial) {
            String first = merged.putIfAbsent(same, key);
            if (first != null && !first.equals(key)) {
                answer(request, flow, 482, List.of());
                return;
            }
        }
        ServerTransaction transaction = new ServerTransaction(request, flow, timers, () -> {
            asked.remove(key);
            merged.remove(same, key);
        });
        if (asked.putIfAbsent(key, transaction) != null) {
            return;
        }
        user.request(transaction, request);
    }

    private void cancel(SipMessage.Request cancel, Flow flow) {
        ServerTransaction invite = asked.get(key(cancel, "INVITE"));
        answer(cancel, flow, invite == null ? 481 : 200, List.of());
        if (invite != null) {
            invite.cancel();
        }
    }

    private void answer(SipMessage.Request request, Flow flow, int status, List<SipHeader> more) {
        flow.send(Answers.to(request, flow, status, token(), more, NOTHING).bytes());
    }

    /// Answers what could not be read, with what could.
    private void refuse(SipReading.Refused refused, Flow flow) {
        refused.echo().ifPresent(echo -> {
            StringBuilder answer = new StringBuilder("SIP/2.0 ")
                    .append(refused.status())
                    .append(' ')
                    .append(refused.why())
                    .append("\r\n");
            echo.forEach(header -> answer.append(header.name())
                    .append(": ")
                    .append(header.value())
                    .append("\r\n"));
            answer.append("Content-Length: 0\r\n\r\n");
            flow.send(answer.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        });
    }

    private void response(SipMessage.Response response, Flow flow) {
        Optional<ClientTransaction> ours = response.via()
                .branch()
                .map(branch -> asking.get(branch + '\n' + response.cseq().method()));
        if (ours.isPresent()) {
            ours.get().received(response);
        } else {
            user.stray(response, flow);
        }
    }

    /// Asks; the topmost Via is added here.
    ///
    /// @param headers all but Via and Content-Length
    /// @throws IllegalArgumentException where they don't keep to the grammar
    public ClientTransaction ask(
            String method,
            io.rapport.media.sip.Uri uri,
            List<SipHeader> headers,
            byte[] body,
            Flow flow,
            ClientTransaction.Watcher watcher) {
        String branch = Via.MAGIC + token();
        List<SipHeader> all = new ArrayList<>();
        all.add(new SipHeader(
                "Via", "SIP/2.0/" + flow.transport() + " " + flow.local() + ";branch=" + branch + ";rport"));
        all.addAll(headers);
        all.add(new SipHeader("Content-Length", Integer.toString(body.length)));
        return begin(SipMessage.request(method, uri, all, body), branch, flow, watcher);
    }

    private ClientTransaction begin(
            SipMessage.Request request, String branch, Flow flow, ClientTransaction.Watcher watcher) {
        String key = branch + '\n' + request.method();
        ClientTransaction transaction = new ClientTransaction(request, flow, timers, watcher, () -> asking.remove(key));
        asking.put(key, transaction);
        transaction.start();
        return transaction;
    }

    /// Takes an INVITE back that nobody has answered for good. Its own final answer, mostly 487, still comes.
    public void cancel(ClientTransaction invite) {
        SipMessage.Request cancel = invite.cancel();
        begin(cancel, cancel.via().branch().orElseThrow(), invite.flow(), new ClientTransaction.Watcher() {
            @Override
            public void response(SipMessage.Response response) {}

            @Override
            public void timedOut() {}
        });
    }

    /// 96 random bits: a tag, a branch or a Call-ID.
    public String token() {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// RFC 3261 section 17.2.3; for older senders by what they keep the same.
    private static String key(SipMessage.Request request, String method) {
        Via via = request.via();
        return via.branch()
                .map(branch -> String.join("\n", branch, via.host(), via.port() + "", method))
                .orElseGet(() -> String.join(
                        "\n",
                        request.callId(),
                        request.from().tag().orElse(""),
                        request.cseq().number() + "",
                        via.toString(),
                        method));
    }
}
