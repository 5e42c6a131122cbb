package io.rapport.server.workforce;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Makes a picture that somebody gave small and harmless: its middle square, drawn anew as a JPEG, its top
/// up. What else the file
/// carried (place, camera, comments, another file behind it) stays behind. Pure.
final class Portrait {
    static final int SIDE = 256;
    /// Pixels of a side of what is given; more are a bomb or a poster.
    private static final int MOST = 12_000;

    private static final float QUALITY = 0.86f;

    private Portrait() {}

    /// @return empty where it is no picture that we can read, or one larger than 12,000 pixels a side
    static Optional<byte[]> of(byte[] given) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(given))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (width < 1 || height < 1 || width > MOST || height > MOST) {
                    return Optional.empty();
                }
                return Optional.of(jpeg(small(read(reader, width, height), Orientation.quarters(given))));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            // Readers of pictures throw nearly anything at files that were made to break them.
            return Optional.empty();
        }
    }

    /// Every so many pixels alone, so that a large picture never lies in memory as a whole.
    private static BufferedImage read(ImageReader reader, int width, int height) throws IOException {
        int step = Math.max(1, Math.min(width, height) / (2 * SIDE));
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, param);
    }

    private static BufferedImage small(BufferedImage given, int quarters) {
        int side = Math.min(given.getWidth(), given.getHeight());
        int left = (given.getWidth() - side) / 2;
        int top = (given.getHeight() - side) / 2;
        BufferedImage small = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = small.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, SIDE, SIDE);
        pen.rotate(quarters * Math.PI / 2, SIDE / 2.0, SIDE / 2.0);
        pen.drawImage(given, 0, 0, SIDE, SIDE, left, top, left + side, top + side, null);
        pen.dispose();
        return small;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
