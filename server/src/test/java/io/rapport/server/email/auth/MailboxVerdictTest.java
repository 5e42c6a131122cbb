package io.rapport.server.email.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.rapport.server.channel.MailProvider;
import io.rapport.server.channel.Sender;
import io.rapport.server.email.mime.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Headers in the order and the words in which Google and Microsoft 365 put them on what they deliver.
class MailboxVerdictTest {
    private static final RelayVerdict GOOGLE = RelayVerdict.ofMailbox(MailProvider.GOOGLE.authservId());
    private static final RelayVerdict MICROSOFT = RelayVerdict.ofMailbox(MailProvider.MICROSOFT.authservId());

    private static final String FORGED_GOOGLE = """
            Authentication-Results: mx.google.com; dkim=pass header.i=@bakery.example; dmarc=pass header.from=bakery.example
            """;
    private static final String FORGED_MICROSOFT = """
            Authentication-Results: spf=pass (sender IP is 192.0.2.9) smtp.mailfrom=bakery.example; dkim=pass (signature was verified) header.d=bakery.example;dmarc=pass action=none header.from=bakery.example;compauth=pass reason=100
            """;

    private static Sender.Proof proof(RelayVerdict verdict, String... parts) {
        List<Headers.Field> fields = new ArrayList<>();
        for (String line : String.join("", parts).lines().toList()) {
            int colon = line.indexOf(':');
            fields.add(new Headers.Field(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip()));
        }
        return verdict.of(new Headers(fields), "bakery.example");
    }

    /// Google's own lines above the sender's.
    private static String google(String results) {
        return """
                Delivered-To: help@brightline.example
                Received: by 2002:a05:6a10:1234:b0:5ff:1:2 with SMTP id ab12csp345678pxb; Tue, 24 Nov 2026 01:02:03 -0800 (PST)
                X-Google-Smtp-Source: AGHT+IE0000
                X-Received: by 2002:a17:907:96a3:b0:a3c:1:2 with SMTP id hd35mr1234ejc.12.1700000000000; Tue, 24 Nov 2026 01:02:02 -0800 (PST)
                ARC-Seal: i=1; a=rsa-sha256; t=1700000000; cv=none; d=google.com; s=arc-20240605; b=abc
                ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=google.com; s=arc-20240605; h=from; bh=x; b=y
                ARC-Authentication-Results: i=1; mx.google.com; %1$s
                Return-Path: <gwen@bakery.example>
                Received: from mail.bakery.example (mail.bakery.example. [192.0.2.7]) by mx.google.com with ESMTPS id x1 for <help@brightline.example>; Tue, 24 Nov 2026 01:02:02 -0800 (PST)
                Received-SPF: pass (google.com: domain of gwen@bakery.example designates 192.0.2.7 as permitted sender) client-ip=192.0.2.7;
                Authentication-Results: mx.google.com; %1$s
                """.formatted(results);
    }

    private static final String SENDER = """
            DKIM-Signature: v=1; a=rsa-sha256; d=bakery.example; s=s1; h=from; bh=x; b=y
            Received: from desk (desk.bakery.example [10.0.0.3]) by mail.bakery.example with ESMTPSA id 1
            From: Gwen <gwen@bakery.example>
            """;

    private static final String GOOGLE_PASSES = "dkim=pass header.i=@bakery.example header.s=s1 header.b=AbCdEf12;"
            + " spf=pass (google.com: domain of gwen@bakery.example designates 192.0.2.7 as permitted sender)"
            + " smtp.mailfrom=gwen@bakery.example; dmarc=pass (p=QUARANTINE sp=QUARANTINE dis=NONE)"
            + " header.from=bakery.example";
    private static final String GOOGLE_DOUBTS = "spf=softfail (google.com: domain of transitioning x@evil.example does"
            + " not designate 192.0.2.9 as permitted sender) smtp.mailfrom=x@evil.example; dmarc=fail (p=NONE sp=NONE"
            + " dis=NONE) header.from=bakery.example";

    /// Exchange Online's lines above the sender's.
    private static String microsoft(String results) {
        return """
                Received: from AM0PR10MB0001.EURPRD10.PROD.OUTLOOK.COM (2603:10a6::1) by AM7PR10MB0002.EURPRD10.PROD.OUTLOOK.COM with HTTPS; Tue, 24 Nov 2026 09:02:05 +0000
                Received: from DU2PR04CA0003.eurprd04.prod.outlook.com (2603:10a6::2) by AM0PR10MB0001.EURPRD10.PROD.OUTLOOK.COM (2603:10a6::1) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.1.2; Tue, 24 Nov 2026 09:02:04 +0000
                Received: from DB5EUR01FT044.eop-EUR01.prod.protection.outlook.com (2603:10a6:cafe::1) by DU2PR04CA0003.outlook.office365.com (2603:10a6::2) with Microsoft SMTP Server id 15.20.1.2 via Frontend Transport; Tue, 24 Nov 2026 09:02:04 +0000
                Authentication-Results: %s
                Received-SPF: Pass (protection.outlook.com: domain of bakery.example designates 192.0.2.7 as permitted sender) receiver=protection.outlook.com; client-ip=192.0.2.7; helo=mail.bakery.example; pr=C
                Received: from mail.bakery.example (192.0.2.7) by DB5EUR01FT044.mail.protection.outlook.com (10.152.5.1) with Microsoft SMTP Server id 15.20.1.2 via Frontend Transport; Tue, 24 Nov 2026 09:02:03 +0000
                """.formatted(results);
    }

    private static final String MICROSOFT_PASSES = "spf=pass (sender IP is 192.0.2.7) smtp.mailfrom=bakery.example;"
            + " dkim=pass (signature was verified) header.d=bakery.example;dmarc=pass action=none"
            + " header.from=bakery.example;compauth=pass reason=100";
    private static final String MICROSOFT_DOUBTS = "spf=none (sender IP is 192.0.2.9) smtp.mailfrom=evil.example;"
            + " dkim=none (message not signed) header.d=none;dmarc=none action=none"
            + " header.from=bakery.example;compauth=fail reason=001";

    @Test
    void google_is_believed_below_its_own_stations() {
        assertThat(proof(GOOGLE, google(GOOGLE_PASSES), SENDER)).isEqualTo(Sender.Proof.PROVEN);
        assertThat(proof(GOOGLE, google(GOOGLE_DOUBTS), SENDER)).isEqualTo(Sender.Proof.FAILED);
    }

    @Test
    void google_is_believed_without_arc_too() {
        String withoutArc = google(GOOGLE_PASSES).replaceAll("(?m)^ARC-.*\\n", "");
        assertThat(proof(GOOGLE, withoutArc, SENDER)).isEqualTo(Sender.Proof.PROVEN);
    }

    @Test
    void a_forgery_directly_below_googles_own_field_is_not_read() {
        assertThat(proof(GOOGLE, google(GOOGLE_DOUBTS), FORGED_GOOGLE, SENDER)).isEqualTo(Sender.Proof.FAILED);
        String withoutArc = google(GOOGLE_DOUBTS).replaceAll("(?m)^ARC-.*\\n", "");
        assertThat(proof(GOOGLE, withoutArc, FORGED_GOOGLE, SENDER)).isEqualTo(Sender.Proof.FAILED);
        assertThat(proof(GOOGLE, withoutArc, SENDER, FORGED_GOOGLE)).isEqualTo(Sender.Proof.FAILED);
    }

    @Test
    void a_forged_copy_of_all_of_googles_lines_is_not_read() {
        assertThat(proof(GOOGLE, google(GOOGLE_DOUBTS), google(GOOGLE_PASSES), SENDER))
                .isEqualTo(Sender.Proof.FAILED);
    }

    @Test
    void microsoft_is_believed_though_it_leaves_its_name_out() {
        assertThat(proof(MICROSOFT, microsoft(MICROSOFT_PASSES), SENDER)).isEqualTo(Sender.Proof.PROVEN);
        assertThat(proof(MICROSOFT, microsoft(MICROSOFT_DOUBTS), SENDER)).isEqualTo(Sender.Proof.UNKNOWN);
    }

    @Test
    void microsoft_is_believed_by_its_seal() {
        String set = "ARC-Authentication-Results: i=2; mx.microsoft.com 1; spf=pass (sender ip is 192.0.2.7)"
                + " smtp.rcpttodomain=brightline.example smtp.mailfrom=bakery.example; dmarc=pass (p=none sp=none"
                + " pct=100) action=none header.from=bakery.example; dkim=pass (signature was verified)"
                + " header.d=bakery.example; arc=pass (0 oda=1 ltdi=1)\n";
        String first = microsoft(MICROSOFT_DOUBTS).lines().findFirst().orElseThrow() + "\n";
        assertThat(proof(MICROSOFT, first, set, SENDER)).isEqualTo(Sender.Proof.PROVEN);
        assertThat(proof(MICROSOFT, first, set.replace("mx.microsoft.com", "mx.evil.example"), SENDER))
                .isEqualTo(Sender.Proof.UNKNOWN);
    }

    @Test
    void a_forgery_below_what_microsoft_wrote_is_not_read() {
        assertThat(proof(MICROSOFT, microsoft(MICROSOFT_DOUBTS), FORGED_MICROSOFT, SENDER))
                .isEqualTo(Sender.Proof.UNKNOWN);
        assertThat(proof(MICROSOFT, microsoft(MICROSOFT_DOUBTS), microsoft(MICROSOFT_PASSES), SENDER))
                .isEqualTo(Sender.Proof.UNKNOWN);
        String unsigned =
                "dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=bakery.example";
        assertThat(proof(MICROSOFT, microsoft(unsigned), FORGED_MICROSOFT, SENDER))
                .isEqualTo(Sender.Proof.UNKNOWN);
        String sealed = "ARC-Authentication-Results: i=1; mx.microsoft.com 1; dkim=pass header.d=bakery.example\n";
        assertThat(proof(MICROSOFT, microsoft(MICROSOFT_DOUBTS), sealed, SENDER))
                .isEqualTo(Sender.Proof.UNKNOWN);
    }

    @Test
    void a_colleague_inside_the_same_organisation_proves_nothing_about_customers() {
        String inside = """
                Received: from A.PROD.OUTLOOK.COM by B.PROD.OUTLOOK.COM with HTTPS; Tue, 24 Nov 2026 09:02:05 +0000
                X-MS-Exchange-Organization-AuthAs: Internal
                """;
        assertThat(proof(MICROSOFT, inside, FORGED_MICROSOFT, SENDER)).isEqualTo(Sender.Proof.UNKNOWN);
    }

    @Test
    void a_nameless_field_is_microsofts_alone() {
        assertThat(proof(GOOGLE, FORGED_MICROSOFT, SENDER)).isEqualTo(Sender.Proof.UNKNOWN);
        assertThat(proof(RelayVerdict.ofMailbox("mx.hoster.example"), FORGED_MICROSOFT, SENDER))
                .isEqualTo(Sender.Proof.UNKNOWN);
    }
}
