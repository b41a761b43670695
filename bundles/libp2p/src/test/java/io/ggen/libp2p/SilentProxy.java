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

/** Passes bytes on in both directions until told to swallow them, as a network that has gone does. */
final class SilentProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int port;
    private volatile boolean silent;

    SilentProxy(Host behind) throws IOException {
        port = Integer.parseInt(
                behind.addresses().get(0).value(AddressProtocol.TCP).orElseThrow());
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    Multiaddr address() {
        return Multiaddr.tcp(InetAddress.getLoopbackAddress(), server.getLocalPort());
    }

    void silence() {
        silent = true;
    }

    private static void start(Runnable action) {
        Thread thread = new Thread(action, "silent proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket here = server.accept();
                Socket there = new Socket(InetAddress.getLoopbackAddress(), port);
                start(() -> pass(here, there));
                start(() -> pass(there, here));
            }
        } catch (IOException e) {
            silent = true;
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (!silent) {
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
