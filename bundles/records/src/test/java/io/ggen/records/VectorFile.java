package io.ggen.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.ggen.api.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The vectors as text, for readers in every language. */
final class VectorFile {
    private static final HexFormat HEX = HexFormat.of();
    private static final int[] TREE_SIZES = {
        0, 1, 1000, 65_535, 65_536, 65_537, 131_072, 131_073, 196_608, 262_145, 458_752, 458_753, 1_000_000
    };

    private VectorFile() {}

    static byte[] records() {
        Vectors vectors = new Vectors();
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("now", Samples.NOW.toEpochMilli());
        file.put("keys", List.of(key(SeedSigner.ALICE), key(SeedSigner.BOB)));
        List<Object> accepted = new ArrayList<>();
        for (Vectors.Good good : vectors.good) {
            Signed<?> signed =
                    Records.open(good.envelope(), good.kind(), Samples.NOW).orThrow(good.name(), "no vector");
            Map<String, Object> one = named(good.name(), good.kind());
            one.put("payloadType", good.kind().payloadType());
            one.put("publisher", signed.publisher().value());
            one.put("valueKey", signed.payload().valueKey().text());
            one.put("id", signed.id().hex());
            one.put("payload", new String(signed.envelope().payload(), StandardCharsets.UTF_8));
            one.put("envelope", HEX.formatHex(good.envelope()));
            accepted.add(one);
        }
        file.put("accepted", accepted);
        List<Object> refused = new ArrayList<>();
        for (Vectors.Bad bad : vectors.bad) {
            Refusal refusal = Records.open(bad.envelope(), bad.kind(), Samples.NOW)
                    .refusal()
                    .orElseThrow(() -> new AssertionError(bad.name() + " is accepted"));
            Map<String, Object> one = named(bad.name(), bad.kind());
            one.put("verdict", refusal.verdict().name());
            one.put("case", refusal.getClass().getSimpleName());
            one.put("reason", refusal.reason());
            if (bad.libp2pAccepts() != null) {
                one.put("libp2pAccepts", bad.libp2pAccepts());
            }
            one.put("envelope", HEX.formatHex(bad.envelope()));
            refused.add(one);
        }
        file.put("refused", refused);
        List<Object> forks = new ArrayList<>();
        for (Vectors.Pair pair : vectors.forks) {
            Signed<?> a = Records.open(pair.one(), pair.kind(), Samples.NOW).orThrow(pair.name(), "no vector");
            Signed<?> b = Records.open(pair.other(), pair.kind(), Samples.NOW).orThrow(pair.name(), "no vector");
            Fork fork = Fork.between(a, b).orElseThrow();
            Map<String, Object> one = named(pair.name(), pair.kind());
            one.put("reason", fork.reason());
            one.put("first", HEX.formatHex(fork.first().toBytes()));
            one.put("second", HEX.formatHex(fork.second().toBytes()));
            forks.add(one);
        }
        file.put("forks", forks);
        return pretty(file);
    }

    private static Map<String, Object> key(SeedSigner signer) {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("name", signer.name);
        key.put("seed", HEX.formatHex(signer.seed));
        key.put("publicKey", HEX.formatHex(signer.publicKey().raw()));
        key.put("publisher", signer.id().value());
        return key;
    }

    private static Map<String, Object> named(String name, RecordKind kind) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("name", name);
        one.put("kind", kind.word());
        one.put("domain", kind.domain());
        return one;
    }

    /** Archives whose byte at i is i mod 251. */
    static byte[] trees() {
        List<Object> trees = new ArrayList<>();
        for (int size : TREE_SIZES) {
            ArchiveTree.Growing growing = new ArchiveTree.Growing();
            growing.write(pattern(size), 0, size);
            ArchiveTree tree = growing.finish();
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("size", (long) size);
            one.put("leaves", (long) tree.leaves().count());
            one.put("sha256", tree.sha256().hex());
            one.put("root", tree.root().hex());
            one.put("hashes", Digest.sha256Of(tree.leaves().bytes()).hex());
            trees.add(one);
        }
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("content", "byte i of each archive is i mod 251; hashes is the SHA-256 of all leaf hashes");
        file.put("trees", trees);
        return pretty(file);
    }

    static byte[] pattern(int size) {
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] = (byte) (i % 251);
        }
        return content;
    }

    private static byte[] pretty(Map<String, Object> file) {
        DefaultIndenter indenter = new DefaultIndenter(" ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = new JsonFactory().createGenerator(bytes)) {
            out.setPrettyPrinter(printer);
            write(out, file);
            out.writeRaw('\n');
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> one : map.entrySet()) {
                out.writeFieldName((String) one.getKey());
                write(out, one.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object one : list) {
                write(out, one);
            }
            out.writeEndArray();
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else {
            out.writeString((String) value);
        }
    }

    /** Any JSON as maps, lists, texts, numbers and truths. */
    static Object read(byte[] text) {
        try (JsonParser in = new JsonFactory().createParser(text)) {
            return value(in, in.nextToken());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(JsonParser in, JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                String name;
                while ((name = in.nextFieldName()) != null) {
                    map.put(name, value(in, in.nextToken()));
                }
                return map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                JsonToken next;
                while ((next = in.nextToken()) != JsonToken.END_ARRAY) {
                    list.add(value(in, next));
                }
                return list;
            }
            case VALUE_STRING -> {
                return in.getText();
            }
            case VALUE_NUMBER_INT -> {
                return in.getLongValue();
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return in.getBooleanValue();
            }
            default -> throw new IllegalStateException("unexpected " + token);
        }
    }
}
