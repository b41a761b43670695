package io.ggen.launcher.resident;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one-shot command's end of the socket: has a command run by the host of its home, if there is one that will. Written
 * without lambdas and with few classes, because it is all that a served command costs.
 */
public final class Client {
    /** The command was not started by a host, and can be run by itself. */
    public static final int NOT_SERVED = -1;

    private final Place place;
    private final String build;
    private final Limits limits;
    private @Nullable Refusal refusal;

    /** A client on the home whose folder {@code run} this is, of the build {@code build}. */
    public Client(Path run, String build, Limits limits) {
        this.place = new Place(run);
        this.build = build;
        this.limits = limits;
    }

    /** Why a host that is there did not take the command, or null. */
    public @Nullable Refusal refusal() {
        return refusal;
    }

    /**
     * Has {@code arguments} run by the host, and returns their exit status, or {@link #NOT_SERVED}. While it runs, the end of
     * this process by a signal cancels it.
     *
     * @param network whether the command needs the network
     */
    public int run(
            boolean network,
            List<String> arguments,
            Map<String, String> environment,
            InputStream in,
            PrintStream out,
            PrintStream err) {
        byte[] request = new Request(build, network, arguments, environment).encoded();
        if (request.length > limits.request() || arguments.size() > Limits.TEXTS) {
            return NOT_SERVED;
        }
        Wire wire = dial();
        if (wire == null) {
            return NOT_SERVED;
        }
        try {
            long pid = accepted(wire, request);
            return pid < 0 ? NOT_SERVED : new Running(wire, pid, in, out, err).follow(limits);
        } finally {
            wire.close();
        }
    }

    private @Nullable Wire dial() {
        try {
            Path socket = place.toDial();
            return socket == null ? null : dial(socket);
        } catch (IOException e) {
            return null; // no host, or none that can be trusted
        }
    }

    private @Nullable Wire dial(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        boolean connected = false;
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            connected = true;
            return new Wire(channel);
        } catch (ConnectException e) {
            clearIfDead();
            return null;
        } finally {
            if (!connected) {
                channel.close();
            }
        }
    }

    /** Takes the socket of a host away that was killed. */
    private void clearIfDead() throws IOException {
        try (FileChannel lock = place.lock()) {
            if (lock != null) {
                place.clear();
            }
        }
    }

    /** The process id of the host that will run the command once it is told to; -1 if none will. */
    private long accepted(Wire wire, byte[] request) {
        Patience patience = new Patience(wire, limits.answer().toMillis());
        patience.start();
        try {
            wire.send(Frame.REQUEST, request);
            Frame answer = wire.next(limits.frame());
            if (!patience.isMet() || answer == null) {
                return -1; // it has ended, or takes no more connections
            }
            if (answer.kind() == Frame.REFUSED) {
                refusal = Refusal.decode(answer);
                return -1;
            }
            boolean willRun = answer.kind() == Frame.ACCEPTED && answer.body().length == Long.BYTES;
            return willRun ? ByteBuffer.wrap(answer.body()).getLong() : -1;
        } catch (IOException e) {
            if (!patience.isMet()) {
                refusal = new Refusal(-1, "does not answer");
            }
            return -1;
        }
    }
}
