package io.ggen.libp2p.ws;

import io.ggen.libp2p.TestHosts;
import io.ggen.p2p.api.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The dialling side of a WebSocket, byte for byte, so that a test can get it wrong. */
final class RawWeb implements AutoCloseable {
    static final String REQUEST = "GET / HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;

    private static final int PATIENCE_MILLIS = 30_000;
    private static final int LAST = 0x80;
    private static final int MASKED = 0x80;
    private static final byte[] MASK = {1, 2, 3, 4};

    private final Socket socket;

    RawWeb(Host host) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), TestHosts.port(host));
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** A connection that has become a WebSocket. */
    static RawWeb upgraded(Host host) throws IOException {
        RawWeb web = new RawWeb(host);
        web.say(REQUEST);
        String answer = web.readHead();
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new IOException(answer);
        }
        return web;
    }

    void say(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Sends one frame, masked as it has to be. */
    void frame(boolean last, int kind, byte[] content) throws IOException {
        send(frame(last, kind, content, true));
    }

    static byte[] frame(boolean last, int kind, byte[] content, boolean masked) {
        ByteBuffer out = ByteBuffer.allocate(content.length + 14);
        out.put((byte) ((last ? LAST : 0) | kind));
        int mask = masked ? MASKED : 0;
        if (content.length < 126) {
            out.put((byte) (mask | content.length));
        } else if (content.length < 65_536) {
            out.put((byte) (mask | 126)).putShort((short) content.length);
        } else {
            out.put((byte) (mask | 127)).putLong(content.length);
        }
        if (masked) {
            out.put(MASK);
        }
        for (int i = 0; i < content.length; i++) {
            out.put((byte) (masked ? content[i] ^ MASK[i % MASK.length] : content[i]));
        }
        byte[] bytes = new byte[out.flip().remaining()];
        out.get(bytes);
        return bytes;
    }

    /** What comes up to an empty line. */
    String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int one = in.read();
            if (one < 0) {
                throw new IOException("closed behind: " + head);
            }
            head.write(one);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** The next {@code count} bytes. */
    byte[] read(int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    /** All that comes before the other side closes. */
    byte[] drain() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (SocketException reset) {
            return all.toByteArray();
        }
        return all.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
