package io.ggen.kademlia;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.memory.kit.TestSigner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Nodes in a process of their own, which ends or freezes without a goodbye: the kernel closes its sockets, or nobody answers
 * at them any more.
 */
final class Doomed implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream commands;

    /** Starts nodes of these numbers that join through {@code entry}. */
    Doomed(Set<Integer> numbers, TcpNode entry) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Doomed.class.getName(),
                entry.host.id() + " " + entry.host.addresses().get(0)));
        for (int number : new TreeSet<>(numbers)) {
            command.add(Integer.toString(number));
        }
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        expect("ready");
    }

    private void expect(String word) throws IOException {
        String line = answers.readLine();
        if (!word.equals(line)) {
            throw new IOException("the other process said " + line);
        }
    }

    /** The node with this number puts number 1 under the key called {@code name}. */
    void put(int owner, String name) throws IOException {
        commands.println(owner + " " + name);
        expect("put");
    }

    /** Nobody says goodbye. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the process cannot be killed");
        }
    }

    /** Sockets stay open, and nobody answers. */
    void freeze() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** {@code main "ID ADDRESS" NUMBER…}. Lines of input: {@code NUMBER NAME}. */
    public static void main(String[] args) throws IOException {
        String[] entry = args[0].split(" ");
        List<TcpNode> nodes = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (String number : List.of(args).subList(1, args.length)) {
            TcpNode node = new TcpNode(Integer.parseInt(number));
            TcpNode.await(node.kad.start(
                    List.of(new PeerAddresses(PeerId.parse(entry[0]), List.of(Multiaddr.parse(entry[1]))))));
            nodes.add(node);
            numbers.add(Integer.valueOf(number));
        }
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 2);
            TcpNode owner = nodes.get(numbers.indexOf(Integer.valueOf(words[0])));
            TcpNode.await(owner.kad.put(Numbered.key(words[1]), Numbered.value(1), LONG, receipt -> {}));
            System.out.println("put");
        }
        System.exit(0);
    }

    /** Of the nodes with numbers below {@code count}, those nearest to {@code key}, nearest first. */
    static List<Integer> nearest(byte[] key, int count) {
        Key target = Key.of(key);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(i);
        }
        numbers.sort((a, b) -> target.xor(point(a)).compareTo(target.xor(point(b))));
        return numbers;
    }

    private static Key point(int number) {
        return Key.of(PeerId.of(TestSigner.of(number).publicKey()));
    }
}
