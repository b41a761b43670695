package io.ggen.libp2p;

import io.ggen.p2p.api.AddressProtocol;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Multiaddr;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A proxy that passes bytes on in both directions until it is told to do worse. */
final class BadWire implements AutoCloseable {
    private final ServerSocket server;
    private final int port;
    private volatile boolean silent;
    private volatile @Nullable UnaryOperator<byte[]> once;

    BadWire(Host behind) throws IOException {
        port = Integer.parseInt(
                behind.addresses().get(0).value(AddressProtocol.TCP).orElseThrow());
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    Multiaddr address() {
        return Multiaddr.tcp(InetAddress.getLoopbackAddress(), server.getLocalPort());
    }

    /** Swallows everything from now on, as a network that has gone does. */
    void silence() {
        silent = true;
    }

    /** Changes a bit in the next bytes that the host behind sends. */
    void garble() {
        once = bytes -> {
            bytes[bytes.length - 1] ^= 4;
            return bytes;
        };
    }

    /** Sends the next bytes from the host behind twice. */
    void replay() {
        once = bytes -> {
            byte[] twice = Arrays.copyOf(bytes, 2 * bytes.length);
            System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
            return twice;
        };
    }

    private static void start(Runnable action) {
        Thread thread = new Thread(action, "bad wire");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket here = server.accept();
                Socket there = new Socket(InetAddress.getLoopbackAddress(), port);
                start(() -> pass(here, there, false));
                start(() -> pass(there, here, true));
            }
        } catch (IOException e) {
            silent = true;
        }
    }

    private void pass(Socket from, Socket to, boolean fromBehind) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                UnaryOperator<byte[]> change = fromBehind ? once : null;
                if (change != null) {
                    once = null;
                    out.write(change.apply(Arrays.copyOf(bytes, count)));
                } else if (!silent) {
                    out.write(bytes, 0, count);
                }
            }
        } catch (IOException e) {
            silent = true;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
