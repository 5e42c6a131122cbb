package io.rapport.server.endtoend;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Locator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.imageio.ImageIO;

/// A phone with an authenticator: reads the QR code off the screen, and shows six digits.
final class Authenticator {
    private static final Pattern SECRET = Pattern.compile("otpauth://totp/[^?]+\\?secret=([A-Z2-7]+)&issuer=.+");

    private final byte[] secret;

    private Authenticator(byte[] secret) {
        this.secret = secret;
    }

    static Authenticator scan(Locator picture) {
        String said = read(picture.screenshot());
        Matcher uri = SECRET.matcher(said);
        if (!uri.matches()) {
            throw new AssertionError("the QR code says " + said);
        }
        return new Authenticator(base32(uri.group(1)));
    }

    private static String read(byte[] png) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
            int width = image.getWidth();
            int height = image.getHeight();
            int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))))
                    .getText();
        } catch (IOException | ReaderException unread) {
            throw new AssertionError("no QR code can be read there", unread);
        }
    }

    private static byte[] base32(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 5 / 8);
        int held = 0;
        int bits = 0;
        for (char letter : text.toCharArray()) {
            held = (held << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (held >> bits));
                held &= (1 << bits) - 1;
            }
        }
        return bytes.array();
    }

    String now() {
        return code(0);
    }

    /// What it shows half a minute from now; the server allows for a clock that is that much ahead.
    String next() {
        return code(1);
    }

    private String code(long ahead) {
        try {
            long step = Instant.now().getEpochSecond() / 30 + ahead;
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int number = ByteBuffer.wrap(hash, hash[19] & 15, 4).getInt() & 0x7fffffff;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
