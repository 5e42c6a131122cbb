package io.rapport.bench.voice;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Strings, whole numbers, lists and dictionaries, as rtpengine's control protocol writes them.
final class Bencode {
    private final byte[] bytes;
    private int at;

    private Bencode(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /// @param value of strings, lists and maps
    static byte[] write(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(value, out);
        return out.toByteArray();
    }

    private static void write(Object value, ByteArrayOutputStream out) {
        switch (value) {
            case String text -> {
                byte[] raw = text.getBytes(StandardCharsets.UTF_8);
                out.writeBytes((raw.length + ":").getBytes(StandardCharsets.US_ASCII));
                out.writeBytes(raw);
            }
            case List<?> list -> {
                out.write('l');
                list.forEach(one -> write(one, out));
                out.write('e');
            }
            case Map<?, ?> map -> {
                out.write('d');
                new TreeMap<>(map).forEach((key, one) -> {
                    write(key, out);
                    write(one, out);
                });
                out.write('e');
            }
            default -> throw new IllegalArgumentException("not to be written: " + value);
        }
    }

    /// @param from where the value begins
    static Object read(byte[] bytes, int from) {
        return new Bencode(bytes, from).next();
    }

    private Object next() {
        return switch (bytes[at]) {
            case 'i' -> {
                at++;
                yield Long.valueOf(until('e'));
            }
            case 'l' -> {
                at++;
                List<Object> list = new ArrayList<>();
                while (bytes[at] != 'e') {
                    list.add(next());
                }
                at++;
                yield list;
            }
            case 'd' -> {
                at++;
                Map<Object, Object> map = new LinkedHashMap<>();
                while (bytes[at] != 'e') {
                    map.put(next(), next());
                }
                at++;
                yield map;
            }
            default -> {
                int length = Integer.parseInt(until(':'));
                at += length;
                yield new String(bytes, at - length, length, StandardCharsets.UTF_8);
            }
        };
    }

    private String until(char end) {
        int begin = at;
        while (bytes[at] != end) {
            at++;
        }
        return new String(bytes, begin, at++ - begin, StandardCharsets.US_ASCII);
    }
}
