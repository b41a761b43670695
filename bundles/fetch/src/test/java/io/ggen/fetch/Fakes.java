package io.ggen.fetch;

import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.Steps;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.wire.Frames;
import io.ggen.p2p.memory.kit.Streams;
import io.ggen.records.ArchiveTree;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.BiConsumer;

/** Peers that answer as tests want them to. */
final class Fakes {
    private Fakes() {}

    /** Reads a request, then does what {@code answer} says. */
    static ProtocolHandler answering(BiConsumer<Stream, Request> answer) {
        return Streams.handler(Server.PROTOCOL, stream -> {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            Steps.repeat(() -> stream.read().thenApply(bytes -> {
                        all.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
                        return bytes.hasRemaining();
                    }))
                    .thenAccept(done -> answer.accept(stream, Request.decode(all.toByteArray())));
        });
    }

    /** Serves {@code content} whatever digest it is asked for. */
    static ProtocolHandler serving(Parcel content) {
        return serving(content, content.tree().leaves().count());
    }

    /** Serves the first leaves alone. */
    static ProtocolHandler serving(Parcel content, int leaves) {
        return answering((stream, request) -> serve(stream, request, content, leaves));
    }

    static void serve(Stream stream, Request request, Parcel content, int leaves) {
        BitSet held = new BitSet();
        held.set(0, leaves);
        Header header = new Header(Header.Status.OK, content.bytes().length, held, null);
        byte[] body = switch (request.op()) {
            case HAVE -> new byte[0];
            case HASHES -> content.tree().leaves().bytes();
            case DATA -> data(content, request, leaves);
        };
        if (request.op() == Request.Op.DATA && body.length == 0) {
            header = Header.of(Header.Status.NOT_FOUND);
        }
        send(stream, header, body);
    }

    static byte[] data(Parcel content, Request request, int leaves) {
        int from = Math.min(request.first(), leaves) * ArchiveTree.LEAF;
        int to = Math.min(request.first() + request.count(), leaves) * ArchiveTree.LEAF;
        return Arrays.copyOfRange(content.bytes(), from, Math.max(from, Math.min(to, content.bytes().length)));
    }

    static void send(Stream stream, Header header, byte[] body) {
        stream.write(Frames.encode(header.encode()))
                .thenCompose(done -> stream.write(ByteBuffer.wrap(body)))
                .thenAccept(done -> stream.close())
                .exceptionally(failure -> null);
    }
}
