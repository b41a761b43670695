package io.ggen.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.api.files.DurableFiles;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.PeerBook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code peers.json}: written whole or not at all, read with suspicion. */
record PeersFile(Path path) {
    static final int LONGEST = 1 << 20;

    private static final int LONGEST_REASON = 120;
    private static final JsonFactory JSON = new JsonFactory();

    /** What it says; nobody if it is not there. Throws with one clause for people if it cannot be read or makes no sense. */
    Remembered read() throws IOException {
        byte[] text;
        try (InputStream in = Files.newInputStream(path)) {
            text = in.readNBytes(LONGEST + 1);
        } catch (NoSuchFileException e) {
            return Remembered.NOBODY;
        }
        if (text.length > LONGEST) {
            throw new IOException("it has more than " + LONGEST + " bytes");
        }
        try (JsonParser in = JSON.createParser(text)) {
            return read(in);
        } catch (JsonProcessingException e) {
            throw new IOException(Texts.shown(e.getOriginalMessage(), LONGEST_REASON), e);
        } catch (ProblemException | DateTimeException e) {
            throw new IOException(Texts.shown(String.valueOf(e.getMessage()), LONGEST_REASON), e);
        }
    }

    private static Remembered read(JsonParser in) throws IOException {
        List<Remembered.One> peers = new ArrayList<>();
        expect(in.nextToken(), JsonToken.START_OBJECT);
        for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
            JsonToken value = in.nextToken();
            if (field.equals("peers")) {
                expect(value, JsonToken.START_ARRAY);
                while (in.nextToken() == JsonToken.START_OBJECT) {
                    peers.add(peer(in));
                }
                expect(in.currentToken(), JsonToken.END_ARRAY);
            } else {
                in.skipChildren();
            }
        }
        expect(in.currentToken(), JsonToken.END_OBJECT);
        return new Remembered(peers);
    }

    private static Remembered.One peer(JsonParser in) throws IOException {
        PeerId peer = null;
        Instant good = null;
        List<Multiaddr> addresses = new ArrayList<>();
        for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
            JsonToken value = in.nextToken();
            switch (field) {
                case "peer" -> peer = PeerId.parse(text(in));
                case "good" -> good = Instant.parse(text(in));
                case "addresses" -> {
                    expect(value, JsonToken.START_ARRAY);
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        addresses.add(Multiaddr.parse(text(in)));
                    }
                }
                default -> in.skipChildren();
            }
        }
        if (peer == null || good == null || addresses.isEmpty()) {
            throw new IOException("a peer in it has no " + (peer == null ? "id" : good == null ? "date" : "address"));
        }
        return new Remembered.One(peer, addresses, good);
    }

    private static String text(JsonParser in) throws IOException {
        expect(in.currentToken(), JsonToken.VALUE_STRING);
        return in.getText();
    }

    private static void expect(JsonToken found, JsonToken wanted) throws IOException {
        if (found != wanted) {
            throw new IOException("it is not the list of peers that ggen wrote");
        }
    }

    /** Replaces what it says. */
    void write(Remembered remembered) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + PeerBook.MOST * 100);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.useDefaultPrettyPrinter();
            out.writeStartObject();
            out.writeStringField("version", "1.0");
            out.writeArrayFieldStart("peers");
            for (Remembered.One one : remembered.peers()) {
                out.writeStartObject();
                out.writeStringField("peer", one.peer().toString());
                out.writeArrayFieldStart("addresses");
                for (Multiaddr address : one.addresses()) {
                    out.writeString(address.toString());
                }
                out.writeEndArray();
                out.writeStringField("good", one.good().toString());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
            out.writeRaw('\n');
        }
        DurableFiles.write(path, bytes.toByteArray());
    }
}
