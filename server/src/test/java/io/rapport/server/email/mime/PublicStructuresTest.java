package io.rapport.server.email.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rapport.server.email.Corpora;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Odd public mail against the structure and the decoded bytes that its own authors expect.
class PublicStructuresTest {

    /// Multiparts in which no part could be found: expected empty, but here what stands in them is shown as words.
    private static final Set<String> WITHOUT_PARTS = Set.of(
            "badbound.msg",
            "missing-boundary.msg",
            "missing-inner-boundary.msg",
            "missing-inner-start-boundary.msg",
            "multipartnopart.msg");

    /// Lines that are no header stand where one should be: others begin the body there, or leave them out.
    private static final Set<String> WITHOUT_HEADER = Set.of(
            "hdr-fakeout.msg",
            "malformedHeader-noheader.msg",
            "malformedHeaderStartsBody-nocrlfcrlf.msg",
            "malformedHeaderStartsBody-noheader.msg");

    private final MailParser parser = new MailParser(Bounds.DEFAULT);

    /// A leaf as expected: what it says, or nothing where it is a message in itself, which stays whole here.
    private record Leaf(Optional<byte[]> bytes) {}

    private record Expected(String shape, List<Leaf> leaves) {}

    @Test
    void odd_mails_have_the_parts_and_the_bytes_that_their_authors_expect() throws Exception {
        Optional<Path> folder = Corpora.mail("mime4j");
        assumeTrue(folder.isPresent(), "no folder of public mail beside the repository");
        List<String> otherShapes = new ArrayList<>();
        List<String> otherBytes = new ArrayList<>();
        int mails = 0;
        int leaves = 0;
        for (Path file : Corpora.files(folder.get())) {
            String name = file.getFileName().toString();
            Path decoded = file.resolveSibling(name.replaceAll("\\.msg$", "_decoded.xml"));
            if (!name.endsWith(".msg") || !Files.exists(decoded)) {
                continue;
            }
            mails++;
            Expected expected = expected(decoded);
            Part root = parser.parse(Corpora.read(file)).root();
            List<Part> found = new ArrayList<>();
            String shape = shape(root, found);
            if (!shape.equals(expected.shape())) {
                otherShapes.add(name + ": " + shape + " not " + expected.shape());
                continue;
            }
            for (int i = 0; i < found.size(); i++) {
                Optional<byte[]> wanted = expected.leaves().get(i).bytes();
                if (wanted.isPresent()) {
                    leaves++;
                    if (!words(found.get(i).bytes()).equals(words(wanted.get()))) {
                        otherBytes.add(name + " leaf " + i);
                    }
                }
            }
        }
        System.out.printf(
                "public structures: %d mails, %d of another shape, %d leaves, %d with other bytes%n",
                mails, otherShapes.size(), leaves, otherBytes.size());
        assertThat(mails).isPositive();
        assertThat(otherShapes).allMatch(line -> WITHOUT_PARTS.contains(line.replaceAll(":.*", "")));
        assertThat(otherBytes).allMatch(line -> WITHOUT_HEADER.contains(line.replaceAll(" leaf.*", "")));
    }

    /// Line ends and the one before a boundary are told apart differently by different readers; words are not.
    private static String words(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replaceAll("[\\r\\n]+", "\n")
                .strip();
    }

    private static String shape(Part part, List<Part> leaves) {
        if (!part.isMultipart()) {
            leaves.add(part);
            return "leaf";
        }
        List<String> children = new ArrayList<>();
        part.children().forEach(child -> children.add(shape(child, leaves)));
        return "(" + String.join(",", children) + ")";
    }

    private static Expected expected(Path decoded) throws Exception {
        String xml = Files.readString(decoded, StandardCharsets.ISO_8859_1)
                .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "?");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Element message = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        List<Leaf> leaves = new ArrayList<>();
        return new Expected(shape(message, decoded, leaves), leaves);
    }

    private static String shape(Element entity, Path decoded, List<Leaf> leaves) throws Exception {
        for (Node node = entity.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (!(node instanceof Element element)) {
                continue;
            }
            switch (element.getTagName()) {
                case "multipart" -> {
                    List<String> parts = new ArrayList<>();
                    for (Node part = element.getFirstChild(); part != null; part = part.getNextSibling()) {
                        if (part instanceof Element inner && inner.getTagName().equals("body-part")) {
                            parts.add(shape(inner, decoded, leaves));
                        }
                    }
                    return "(" + String.join(",", parts) + ")";
                }
                case "text-body", "binary-body" -> {
                    leaves.add(new Leaf(
                            Optional.of(Files.readAllBytes(decoded.resolveSibling(element.getAttribute("name"))))));
                    return "leaf";
                }
                case "message" -> {
                    leaves.add(new Leaf(Optional.empty()));
                    return "leaf";
                }
                default -> {}
            }
        }
        return "none";
    }
}
