package io.rapport.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What stands in a link, and what others make of it.
class AskTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private final Map<Integer, byte[]> keys = new HashMap<>(Map.of(1, key(1)));
    private final AskTokens tokens = new AskTokens(number -> Optional.ofNullable(keys.get(number)));

    private static byte[] key(int seed) {
        byte[] key = new byte[32];
        new Random(seed).nextBytes(key);
        return key;
    }

    private static AskTokens.Named ask(long number, int key) {
        return new AskTokens.Named(AskTokens.Kind.ASK, number, 0, NOW.plus(Ask.VALID), key);
    }

    @Test
    void a_token_names_its_ask_until_it_expires() {
        String token = tokens.make(ask(4711, 1));
        assertThat(token).hasSize(AskTokens.LENGTH).matches("[A-Za-z0-9_-]+");
        assertThat(tokens.read(token, NOW)).isEqualTo(new AskTokens.Read.Genuine(ask(4711, 1)));
        assertThat(tokens.read(token, NOW.plus(Ask.VALID).minusSeconds(1))).isInstanceOf(AskTokens.Read.Genuine.class);
        assertThat(tokens.read(token, NOW.plus(Ask.VALID))).isInstanceOf(AskTokens.Read.Expired.class);
    }

    @Test
    void no_bit_of_it_can_be_changed() {
        byte[] token = Base64.getUrlDecoder().decode(tokens.make(ask(4711, 1)));
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] changed = token.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(tokens.read(text, NOW)).as("bit " + bit).isInstanceOf(AskTokens.Read.Forged.class);
        }
    }

    @Test
    void each_ask_has_one_token_and_no_other_text_means_the_same() {
        String token = tokens.make(ask(4711, 1));
        for (char last : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=".toCharArray()) {
            String other = token.substring(0, token.length() - 1) + last;
            assertThat(tokens.read(other, NOW) instanceof AskTokens.Read.Genuine)
                    .isEqualTo(other.equals(token));
        }
        assertThat(tokens.read(token + "=", NOW)).isInstanceOf(AskTokens.Read.Forged.class);
    }

    @Test
    void whatever_a_stranger_sends_is_read_without_breaking() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(3) == 0 ? AskTokens.LENGTH : random.nextInt(200);
            for (int c = 0; c < length; c++) {
                text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0x3000) : 33 + random.nextInt(94)));
            }
            assertThat(tokens.read(text.toString(), NOW)).isInstanceOf(AskTokens.Read.Forged.class);
        }
    }

    @Test
    void a_new_key_signs_and_the_old_one_is_read_for_as_long_as_it_is_there() {
        String old = tokens.make(ask(1, 1));
        keys.put(2, key(2));
        assertThat(tokens.read(old, NOW)).isInstanceOf(AskTokens.Read.Genuine.class);
        assertThat(tokens.read(tokens.make(ask(1, 2)), NOW)).isInstanceOf(AskTokens.Read.Genuine.class);
        keys.remove(1);
        assertThat(tokens.read(old, NOW)).isInstanceOf(AskTokens.Read.Forged.class);
    }

    @Test
    void a_token_of_another_house_opens_nothing() {
        AskTokens others = new AskTokens(number -> Optional.of(key(99)));
        assertThat(tokens.read(others.make(ask(1, 1)), NOW)).isInstanceOf(AskTokens.Read.Forged.class);
    }

    @Test
    void a_nonce_is_good_for_its_token_alone() {
        Nonces nonces = new Nonces(key(7));
        String token = tokens.make(ask(1, 1));
        String nonce = nonces.fresh(token);
        assertThat(nonces.read(token, nonce)).isPresent();
        assertThat(nonces.fresh(token)).isNotEqualTo(nonce);
        assertThat(nonces.read(tokens.make(ask(2, 1)), nonce)).isEmpty();
        assertThat(nonces.read(token, nonce.substring(1) + "A")).isEmpty();
        assertThat(nonces.read(token, "")).isEmpty();
        assertThat(Duration.between(NOW, NOW.plus(Ask.OPEN))).isLessThan(Ask.VALID);
    }
}
