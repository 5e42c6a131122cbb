package io.rapport.server.endtoend;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// Pictures of screens with at most 128 colours: a third of the bytes, and no difference that the eye finds. The
/// palette is a median cut: the box of colours that is widest is cut at its median until there are enough.
final class SmallPng {
    private static final int COLOURS = 128;

    private SmallPng() {}

    /// @param png any PNG without transparency
    static byte[] of(byte[] png) throws IOException {
        BufferedImage full = ImageIO.read(new ByteArrayInputStream(png));
        int[] pixels = full.getRGB(0, 0, full.getWidth(), full.getHeight(), null, 0, full.getWidth());
        Map<Integer, Integer> seen = new HashMap<>();
        for (int rgb : pixels) {
            seen.merge(rgb & 0xffffff, 1, Integer::sum);
        }
        int[] palette = palette(seen);
        byte[][] channels = new byte[3][palette.length];
        for (int i = 0; i < palette.length; i++) {
            for (int channel = 0; channel < 3; channel++) {
                channels[channel][i] = (byte) part(palette[i], channel);
            }
        }
        BufferedImage small = new BufferedImage(
                full.getWidth(),
                full.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, palette.length, channels[0], channels[1], channels[2]));
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            int index = nearest.computeIfAbsent(pixels[i] & 0xffffff, rgb -> nearest(palette, rgb));
            small.getRaster().setSample(i % full.getWidth(), i / full.getWidth(), 0, index);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(small, "png", out);
        return out.toByteArray();
    }

    private static int part(int rgb, int channel) {
        return rgb >> (16 - 8 * channel) & 0xff;
    }

    /// Half of it is what is seen most, so that plain areas keep their exact colour; the median cut is for the rest.
    private static int[] palette(Map<Integer, Integer> seen) {
        List<Integer> often = seen.keySet().stream()
                .sorted(Comparator.comparing(seen::get).reversed())
                .toList();
        int plain = Math.min(COLOURS / 2, often.size());
        int[] colours = often.stream().skip(plain).mapToInt(Integer::intValue).toArray();
        if (colours.length == 0) {
            return often.stream().mapToInt(Integer::intValue).toArray();
        }
        List<int[]> boxes = new ArrayList<>(List.of(colours));
        while (boxes.size() < COLOURS - plain) {
            int[] widest =
                    boxes.stream().max(Comparator.comparingInt(SmallPng::width)).orElseThrow();
            if (width(widest) == 0) {
                break;
            }
            int channel = widestChannel(widest);
            int[] sorted = Arrays.stream(widest)
                    .boxed()
                    .sorted(Comparator.comparingInt(rgb -> part(rgb, channel)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            boxes.remove(widest);
            boxes.add(Arrays.copyOfRange(sorted, 0, sorted.length / 2));
            boxes.add(Arrays.copyOfRange(sorted, sorted.length / 2, sorted.length));
        }
        IntStream rest = boxes.stream()
                .mapToInt(box -> Arrays.stream(box)
                        .boxed()
                        .max(Comparator.comparing(seen::get))
                        .orElseThrow());
        return IntStream.concat(often.stream().limit(plain).mapToInt(Integer::intValue), rest)
                .toArray();
    }

    private static int spread(int[] box, int channel) {
        var parts = Arrays.stream(box).map(rgb -> part(rgb, channel)).summaryStatistics();
        return parts.getMax() - parts.getMin();
    }

    private static int widestChannel(int[] box) {
        int widest = 0;
        for (int channel = 1; channel < 3; channel++) {
            if (spread(box, channel) > spread(box, widest)) {
                widest = channel;
            }
        }
        return widest;
    }

    private static int width(int[] box) {
        return spread(box, widestChannel(box));
    }

    private static int nearest(int[] palette, int rgb) {
        int best = 0;
        int bestDistance = Integer.MAX_VALUE;
        for (int i = 0; i < palette.length; i++) {
            int distance = 0;
            for (int channel = 0; channel < 3; channel++) {
                int apart = part(palette[i], channel) - part(rgb, channel);
                distance += apart * apart;
            }
            if (distance < bestDistance) {
                best = i;
                bestDistance = distance;
            }
        }
        return best;
    }
}
