package io.rapport.server.email.mime;

import java.util.List;
import java.util.regex.Pattern;

/// Parts new words from the quoted mail below them. Cuts only where it is sure: the new words are never cut.
///
/// Three shapes are known. (1) A closing run of `>` lines, with the line above that introduces it ("On … wrote:", in
/// the languages below). (2) Outlook's divider ("-----Original Message-----"). (3) Outlook's header block, three or
/// more of From, Sent, To, Subject on lines of their own. Shapes 2 and 3 mark no lines, so all below is quoted; a
/// forwarded mail has the same look, so nothing is cut where the subject or a divider says forwarded, and nothing
/// where no new words stand above.
public record QuotedTail(String text, String quoted) {

    private static final Pattern FORWARD_SUBJECT =
            Pattern.compile("(?iU)^\\s*(?:fw|fwd|wg|tr|rv|i|enc|vs|vb|doorst|pd|per|пересл)\\s*:.*", Pattern.DOTALL);

    private static final Pattern FORWARD_DIVIDER = Pattern.compile(
            "(?iU)-{2,}\\s*(?:forwarded|weitergeleitete|message transféré|mensaje reenviado|messaggio inoltrato"
                    + "|mensagem encaminhada|doorgestuurd|wiadomość przekazana|пересылаемое|転送).*");

    private static final Pattern ATTRIBUTION = Pattern.compile(
            "(?iU)^.{0,300}(?:wrote|writes|a écrit"
                    + "|escribió|ha scritto|scrisse|escreveu|kirjoitti|napisał\\(?a?\\)?|napsala?|napísala?|a scris|написал\\(?а?\\)?"
                    + "|пишет|писав|пише|έγραψε|yazdı| írta|write|のメール|さんは書きました|写道|寫道|님이 작성)\\s*[:：]?\\s*$|^.{0,200}\\b(?:schrieb|schreibt|schreef|skrev)\\b.{0,200}:$");

    private static final Pattern ATTRIBUTION_START = Pattern.compile(
            "(?iU)^(?:on|am|le|el|il|em|op|den|dne|dnia|w dniu|в|вт|пн|ср|чт|пт|сб|вс|tarihinde|在|\\d).{4,}");

    private static final Pattern DIVIDER =
            Pattern.compile("(?iU)^\\s*[-_]{3,}\\s*(?:original message|original appointment"
                    + "|ursprüngliche nachricht|original-nachricht|originalnachricht|message d'origine|message original"
                    + "|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|ursprungligt meddelande"
                    + "|originalmeddelande|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti"
                    + "|wiadomość oryginalna|původní zpráva|исходное сообщение|оригинальное сообщение|mesaj original"
                    + "|orijinal mesaj|eredeti üzenet|原始邮件|原始郵件|元のメッセージ|원본 메시지)\\s*[-_]{3,}\\s*$");

    private static final List<Pattern> BLOCK = List.of(
            Pattern.compile(
                    "(?iU)^\\*?\\s*(?:from|von|de|da|van|fra|från|lähettäjä|od|от|von|από|kimden|feladó|expéditeur|mittente"
                            + "|remitente|差出人|发件人|寄件者|보낸 사람)\\s*[:：]\\*?\\s+\\S.*"),
            Pattern.compile(
                    "(?iU)^\\*?\\s*(?:sent|date|gesendet|datum|envoyé|envoyé le|enviado|enviado el|fecha|inviato|data|verzonden|sendt|dato"
                            + "|skickat|lähetetty|päivämäärä|wysłano|odesláno|отправлено|дата|gönderilen|gönderme tarihi|tarih|送信日時|日時|发送时间|日期|寄件日期|보낸 날짜)\\s*[:：]\\*?\\s+\\S.*"),
            Pattern.compile(
                    "(?iU)^\\*?\\s*(?:to|an|à|a|para|aan|til|till|vastaanottaja|do|komu|кому|kime|címzett|宛先|收件人|收件者|받는 사람)"
                            + "\\s*[:：]\\*?\\s+\\S.*"),
            Pattern.compile(
                    "(?iU)^\\*?\\s*(?:subject|betreff|objet|asunto|oggetto|assunto|onderwerp|emne|ämne|aihe|temat|předmět"
                            + "|тема|konu|tárgy|件名|主题|主旨|제목)\\s*[:：]\\*?.*"));

    private static final int BLOCK_LINES = 8;

    /// @param subject decoded; tells a forwarded mail
    /// @param body lines ended by `\n`
    public static QuotedTail split(String subject, String body) {
        String[] lines = body.split("\n", -1);
        int cut = cut(subject, lines);
        if (cut < 0 || !hasWords(lines, cut)) {
            return new QuotedTail(body.strip(), "");
        }
        return new QuotedTail(
                join(lines, 0, cut).strip(), join(lines, cut, lines.length).strip());
    }

    private static int cut(String subject, String[] lines) {
        int outlook = FORWARD_SUBJECT.matcher(subject).matches() ? -1 : outlook(lines);
        int marked = markedTail(lines);
        if (outlook < 0) {
            return marked;
        }
        return marked < 0 ? outlook : Math.min(outlook, marked);
    }

    /// Shape 2 and 3: the first divider or header block, unless a forward's divider stands above it.
    private static int outlook(String[] lines) {
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            if (line.length() > 500 || line.isBlank()) {
                continue;
            }
            if (line.startsWith("--") && FORWARD_DIVIDER.matcher(line).lookingAt()) {
                return -1;
            }
            if ((line.startsWith("-") || line.startsWith("_") || line.startsWith(" -"))
                    && DIVIDER.matcher(line).matches()) {
                return i;
            }
            if (isBlock(lines, i)) {
                return i > 0 && isRule(lines, i) ? ruleAbove(lines, i) : i;
            }
        }
        return -1;
    }

    private static boolean isBlock(String[] lines, int at) {
        if (!hasColon(lines[at]) || !BLOCK.get(0).matcher(lines[at]).matches()) {
            return false;
        }
        boolean[] seen = new boolean[BLOCK.size()];
        int kinds = 0;
        for (int i = at; i < lines.length && i < at + BLOCK_LINES && !lines[i].isBlank(); i++) {
            if (lines[i].length() > 1000) {
                continue;
            }
            for (int kind = 0; kind < seen.length; kind++) {
                if (!seen[kind] && BLOCK.get(kind).matcher(lines[i]).matches()) {
                    seen[kind] = true;
                    kinds++;
                    break;
                }
            }
        }
        return kinds >= 3 && seen[1];
    }

    /// Soon asked, where the pattern takes long.
    private static boolean hasColon(String line) {
        return line.indexOf(':') >= 0 || line.indexOf('：') >= 0;
    }

    private static boolean isRule(String[] lines, int at) {
        return ruleAbove(lines, at) < at;
    }

    private static int ruleAbove(String[] lines, int at) {
        int i = at - 1;
        while (i > 0 && lines[i].isBlank() && at - i < 3) {
            i--;
        }
        String line = lines[i].strip();
        return line.length() >= 5 && line.chars().allMatch(c -> c == '_' || c == '-') ? i : at;
    }

    /// Shape 1: from the end upwards, marked and blank lines; then its introduction of up to three lines.
    private static int markedTail(String[] lines) {
        int i = lines.length - 1;
        int marked = 0;
        int top = -1;
        while (i >= 0 && (lines[i].startsWith(">") || lines[i].isBlank())) {
            if (lines[i].startsWith(">")) {
                marked++;
                top = i;
            }
            i--;
        }
        if (marked == 0) {
            return -1;
        }
        return introduction(lines, top);
    }

    private static int introduction(String[] lines, int top) {
        int end = top - 1;
        while (end >= 0 && lines[end].isBlank() && top - end < 3) {
            end--;
        }
        if (end < 0) {
            return top;
        }
        StringBuilder joined = new StringBuilder();
        int best = top;
        for (int start = end; start >= 0 && start > end - 3 && !lines[start].isBlank(); start--) {
            joined.insert(0, lines[start].strip() + " ");
            String line = joined.toString().strip();
            if (line.length() > 400 || !ATTRIBUTION.matcher(line).matches() || !hasDateOrAddress(line)) {
                continue;
            }
            if (ATTRIBUTION_START.matcher(line).matches()) {
                return start;
            }
            if (start == end) {
                best = start;
            }
        }
        return best;
    }

    /// "He wrote:" alone may be the customer's own sentence; a date, a time or an address makes it an introduction.
    private static boolean hasDateOrAddress(String line) {
        return line.indexOf('@') > 0 || line.chars().anyMatch(Character::isDigit);
    }

    private static boolean hasWords(String[] lines, int until) {
        for (int i = 0; i < until; i++) {
            if (lines[i].chars().anyMatch(Character::isLetterOrDigit)) {
                return true;
            }
        }
        return false;
    }

    private static String join(String[] lines, int from, int to) {
        StringBuilder out = new StringBuilder();
        for (int i = from; i < to; i++) {
            out.append(lines[i]).append('\n');
        }
        return out.toString();
    }
}
