package io.rapport.server.workforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PortraitTest {

    /// Red on the left, blue on the right.
    private static byte[] picture(String format, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, width / 2, height);
        pen.setColor(Color.BLUE);
        pen.fillRect(width / 2, 0, width - width / 2, height);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    private static BufferedImage portrait(byte[] given) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Portrait.of(given).orElseThrow()));
    }

    private static boolean isRed(BufferedImage image, int x, int y) {
        Color colour = new Color(image.getRGB(x, y));
        return colour.getRed() > 200 && colour.getBlue() < 60;
    }

    /// A camera's note on how it was held, put in behind the first two bytes.
    private static byte[] held(byte[] jpeg, int orientation) {
        byte[] note = HexFormat.of()
                .parseHex("ffe10022457869660000" + "4d4d002a00000008" + "0001" + "011200030000000100"
                        + "%02x".formatted(orientation) + "0000" + "00000000");
        byte[] all = Arrays.copyOf(jpeg, jpeg.length + note.length);
        System.arraycopy(note, 0, all, 2, note.length);
        System.arraycopy(jpeg, 2, all, 2 + note.length, jpeg.length - 2);
        return all;
    }

    @Test
    void whatever_is_given_becomes_a_small_square() throws IOException {
        BufferedImage small = portrait(picture("png", 2_000, 700));
        assertThat(small.getWidth()).isEqualTo(256);
        assertThat(small.getHeight()).isEqualTo(256);
        assertThat(isRed(small, 20, 128)).isTrue();
        assertThat(isRed(small, 236, 128)).isFalse();
        assertThat(portrait(picture("gif", 3, 5)).getWidth()).isEqualTo(256);
    }

    @Test
    void a_telephones_picture_stands_upright() throws IOException {
        BufferedImage small = portrait(held(picture("jpeg", 600, 600), 6));
        assertThat(isRed(small, 128, 20)).as("what was left is above").isTrue();
        assertThat(isRed(small, 128, 236)).isFalse();
    }

    @Test
    void what_the_file_carried_beside_the_picture_stays_behind() throws IOException {
        byte[] jpeg = held(picture("jpeg", 300, 300), 1);
        byte[] small = Portrait.of(jpeg).orElseThrow();
        assertThat(new String(jpeg, StandardCharsets.ISO_8859_1)).contains("Exif");
        assertThat(new String(small, StandardCharsets.ISO_8859_1)).doesNotContain("Exif");
    }

    @Test
    void what_is_no_picture_or_was_cut_or_is_a_bomb_is_refused() throws IOException {
        assertThat(Portrait.of(new byte[0])).isEmpty();
        assertThat(Portrait.of("<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        byte[] png = picture("png", 300, 300);
        assertThat(Portrait.of(Arrays.copyOf(png, 60))).isEmpty();
        // Its header says 60,000 by 60,000 pixels.
        byte[] bomb = png.clone();
        bomb[18] = (byte) 0xea;
        bomb[19] = 0x60;
        bomb[22] = (byte) 0xea;
        bomb[23] = 0x60;
        assertThat(Portrait.of(bomb)).isEmpty();
    }
}
