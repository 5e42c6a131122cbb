package io.rapport.server.access;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Map;

/// A QR code as one SVG path, so that a secret is drawn by ourselves and leaves for nobody's server.
///
/// @param size of its square in modules, with the quiet zone
/// @param path the dark modules, one unit each
public record QrCode(int size, String path) {

    static QrCode of(String text) {
        try {
            BitMatrix dark =
                    new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, 4));
            StringBuilder path = new StringBuilder();
            for (int y = 0; y < dark.getHeight(); y++) {
                row(dark, y, path);
            }
            return new QrCode(dark.getWidth(), path.toString());
        } catch (WriterException tooLong) {
            throw new IllegalStateException(text.length() + " letters do not fit into a QR code", tooLong);
        }
    }

    private static void row(BitMatrix dark, int y, StringBuilder path) {
        for (int x = 0; x < dark.getWidth(); x++) {
            int from = x;
            while (x < dark.getWidth() && dark.get(x, y)) {
                x++;
            }
            if (x > from) {
                path.append("M%d %dh%dv1h-%dz".formatted(from, y, x - from, x - from));
            }
        }
    }
}
