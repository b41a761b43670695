package io.ggen.launcher.resident;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A command to be served.
 *
 * @param build of the client; a host of another one refuses
 * @param network whether it needs the network; a host without one refuses
 * @param arguments as the operating system passed them to the client
 * @param environment what {@code io.ggen.shell.CommandLine} wants to know of the client's process
 */
record Request(String build, boolean network, List<String> arguments, Map<String, String> environment) {
    Request {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    byte[] encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(Frame.VERSION);
            write(out, build);
            out.writeBoolean(network);
            out.writeInt(arguments.size());
            for (String argument : arguments) {
                write(out, argument);
            }
            out.writeInt(environment.size());
            for (Map.Entry<String, String> each : environment.entrySet()) {
                write(out, each.getKey());
                write(out, each.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** The version that the sender of {@code body} speaks, or -1 if it does not even tell that. */
    static int version(byte[] body) {
        return body.length < Integer.BYTES ? -1 : ByteBuffer.wrap(body).getInt();
    }

    /** Reads what {@link #encoded()} of this version wrote. */
    static Request decode(byte[] body) throws BadFrame {
        ByteBuffer in = ByteBuffer.wrap(body);
        try {
            if (in.getInt() != Frame.VERSION) {
                throw new BadFrame("a request of another version");
            }
            String build = text(in);
            byte network = in.get();
            int count = count(in);
            List<String> arguments = new ArrayList<>(Math.min(count, in.remaining()));
            for (int i = 0; i < count; i++) {
                arguments.add(text(in));
            }
            count = count(in);
            Map<String, String> environment = new HashMap<>();
            for (int i = 0; i < count; i++) {
                environment.put(text(in), text(in));
            }
            if (in.hasRemaining() || network < 0 || network > 1) {
                throw new BadFrame("a request that is none");
            }
            return new Request(build, network == 1, arguments, environment);
        } catch (BufferUnderflowException e) {
            throw new BadFrame("a request that was cut short");
        }
    }

    private static int count(ByteBuffer in) throws BadFrame {
        int count = in.getInt();
        if (count < 0 || count > Limits.TEXTS) {
            throw new BadFrame("a request with too many texts");
        }
        return count;
    }

    private static String text(ByteBuffer in) throws BadFrame {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BadFrame("a text longer than its request");
        }
        String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }
}
