package io.ggen.launcher.resident;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.launcher.resident.Scene.Ran;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServedTest {
    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void open() throws IOException {
        scene = new Scene(folder.resolve("run"));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aCommandIsServedWithItsOutputItsErrorsAndItsStatus() throws IOException {
        Server server = scene.open();
        Ran ran = scene.run("say", "a", "!b", "größer");
        assertThat(ran.status()).isEqualTo(7);
        assertThat(ran.out()).isEqualTo("a\ngrößer\n");
        assertThat(ran.err()).isEqualTo("!b\n");
        assertThat(server.total()).isEqualTo(1);
        assertThat(Files.getPosixFilePermissions(scene.run)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void outputIsWholeAndInOrderHoweverMuchThereIs() throws IOException {
        scene.open();
        assertThat(scene.run("much").out()).hasSize(3_000_000);
    }

    @Test
    void standardInputIsReadWhenTheCommandWantsTo() throws IOException {
        scene.open();
        String text = "0123456789abcde\n".repeat(5_000);
        assertThat(scene.feed(text, "cat").out()).isEqualTo(text);
        assertThat(scene.feed("", "cat").out()).isEmpty();
        Ran asked = scene.feed("yes\nno\n", "ask");
        assertThat(asked.err()).isEqualTo("sure? ");
        assertThat(asked.out()).isEqualTo("answer yes\n");
    }

    @Test
    void aFaultOfTheCommandIsOneSentence() throws IOException {
        scene.open();
        Ran ran = scene.run("fault");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err())
                .isEqualTo("error: the command ended in a fault of ggen (java.lang.IllegalStateException: no good);"
                        + " it may not be done.\n");
    }

    @Test
    void whoFindsNoHostRunsByItself() {
        Ran ran = scene.run("say", "a");
        assertThat(ran.status()).isEqualTo(Client.NOT_SERVED);
        assertThat(ran.out() + ran.err()).isEmpty();
        assertThat(ran.client().refusal()).isNull();
    }

    @Test
    void anotherBuildAndACommandForTheNetworkThatTheHostHasNotRunByThemselves() throws IOException {
        Server server = scene.open();
        Ran other = scene.runAs("b2", false, "", "say", "a");
        assertThat(other.status()).isEqualTo(Client.NOT_SERVED);
        assertThat(other.client().refusal()).isEqualTo(new Refusal(Server.PID, "is of another build of ggen"));
        Ran network = scene.runAs(Scene.BUILD, true, "", "say", "a");
        assertThat(network.status()).isEqualTo(Client.NOT_SERVED);
        assertThat(network.client().refusal()).isEqualTo(new Refusal(Server.PID, "has no network"));
        assertThat(server.total()).isZero();
    }

    @Test
    void anotherVersionOfTheProtocolIsRefusedWithoutBeingRead() throws IOException {
        scene.open();
        try (SocketChannel channel = scene.dial()) {
            Wire wire = new Wire(channel);
            wire.send(Frame.REQUEST, (byte) 0, (byte) 0, (byte) 0, (byte) 2, (byte) 99);
            Frame answer = Scene.next(wire);
            assertThat(answer.kind()).isEqualTo(Frame.REFUSED);
            assertThat(Refusal.decode(answer).reason()).isEqualTo("is of another build of ggen");
            assertThat(wire.next(0)).isNull();
        }
    }

    @Test
    void soManyAreServedAtOnceAndWhoComesThenRunsByItselfButForStatusAndStop() throws Exception {
        Server server = scene.open();
        List<CompletableFuture<Ran>> running = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            running.add(scene.start("wait", "n"));
            scene.await("began wait");
        }
        assertThat(server.served()).extracting(Server.Served::command).containsOnly("wait n");
        Ran ran = scene.run("say", "a");
        assertThat(ran.status()).isEqualTo(Client.NOT_SERVED);
        assertThat(ran.client().refusal()).isEqualTo(new Refusal(Server.PID, "serves as many commands as it may"));
        running.add(scene.start("--json", "ggen:status"));
        assertThat(scene.events.poll(20, TimeUnit.SECONDS)).startsWith("began --json");
        running.remove(3).get(20, TimeUnit.SECONDS);
        scene.release.countDown();
        for (CompletableFuture<Ran> each : running) {
            assertThat(each.get(20, TimeUnit.SECONDS).status()).isZero();
        }
        assertThat(scene.run("say", "a").out()).isEqualTo("a\n");
    }

    @Test
    void connectionsThatNeverComeToThePointMakeRoomForOthers() throws Exception {
        scene.open();
        List<SocketChannel> silent = new ArrayList<>();
        for (int i = 0; i < Scene.LIMITS.connections(); i++) {
            silent.add(scene.dial());
        }
        Ran ran = scene.run("say", "a");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (ran.status() == Client.NOT_SERVED && System.nanoTime() < end) {
            ran = scene.run("say", "a");
        }
        assertThat(ran.out()).isEqualTo("a\n");
        for (SocketChannel each : silent) {
            each.close();
        }
    }

    @Test
    void garbageIsCutOffAndHarmsNobody() throws Exception {
        scene.open();
        byte[][] all = {
            "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
            {Frame.REQUEST, 127, 0, 0, 0},
            {Frame.REQUEST, 0, 0, 0, 4, 0, 0, 0, 1},
            {Frame.GO, 0, 0, 0, 0},
            {Frame.REQUEST, 0, 0},
        };
        for (byte[] garbage : all) {
            try (SocketChannel channel = scene.dial()) {
                channel.write(ByteBuffer.wrap(garbage));
                channel.shutdownOutput();
                assertThat(new Wire(channel).next(400)).isNull();
            } catch (IOException e) {
                assertThat(e).isNotNull(); // the host has cut it off with bytes unread
            }
        }
        try (SocketChannel channel = scene.begun("wait")) {
            scene.await("began wait");
            new Wire(channel).send(Frame.INPUT, (byte) 'x'); // that nobody asked for
            scene.await("interrupted wait");
        }
        assertThat(scene.run("say", "a").out()).isEqualTo("a\n");
    }

    @Test
    void theEndOfAClientCancelsItsCommandAndSoDoesCtrlC() throws Exception {
        scene.open();
        SocketChannel dies = scene.begun("wait");
        scene.await("began wait");
        dies.close();
        scene.await("interrupted wait");
        try (SocketChannel presses = scene.begun("wait")) {
            scene.await("began wait");
            Wire wire = new Wire(presses);
            wire.send(Frame.CANCEL);
            scene.await("interrupted wait");
            Frame err = Scene.next(wire);
            assertThat(err.kind()).isEqualTo(Frame.ERR);
            assertThat(err.text(0)).isEqualTo("error: cancelled\n");
            Frame exit = Scene.next(wire);
            assertThat(exit.kind()).isEqualTo(Frame.EXIT);
            assertThat(exit.body()).containsExactly(0, 0, 0, (byte) 130, 0);
            assertThat(wire.next(0)).isNull();
        }
    }

    @Test
    void aClientThatNeverSaysGoHasNothingRun() throws Exception {
        Server server = scene.open();
        try (SocketChannel channel = scene.dial()) {
            Wire wire = new Wire(channel);
            wire.send(Frame.REQUEST, new Request(Scene.BUILD, false, List.of("say", "a"), Map.of()).encoded());
            assertThat(wire.next(100)).isNotNull();
            assertThat(server.served()).isEmpty();
        }
        assertThat(scene.run("say", "b").out()).isEqualTo("b\n");
        scene.await("began say");
        assertThat(scene.events).isEmpty();
    }

    @Test
    void aSlowReaderHoldsUpNobodyElse() throws Exception {
        scene.open();
        try (SocketChannel slow = scene.begun("much")) {
            scene.await("began much");
            assertThat(scene.run("say", "a").out()).isEqualTo("a\n");
            Wire wire = new Wire(slow);
            long bytes = 0;
            Frame next = wire.next(Scene.LIMITS.frame());
            while (next != null && next.kind() == Frame.OUT) {
                bytes += next.body().length;
                next = wire.next(Scene.LIMITS.frame());
            }
            assertThat(bytes).isEqualTo(3_000_000);
        }
    }

    @Test
    void outputThatIsStillOnTheWayWhenTheCommandHasEndedArrivesWhoeverElseComes() throws Exception {
        Server server = scene.open();
        try (SocketChannel slow = scene.begun("say", "x".repeat(4_000))) {
            scene.await("began say");
            long later = System.nanoTime() + Scene.LIMITS.hello().toNanos() * 2;
            while (System.nanoTime() < later || !server.served().isEmpty()) {
                assertThat(scene.run("say", "a").status()).isEqualTo(7);
            }
            Wire wire = new Wire(slow);
            Frame out = Scene.next(wire);
            assertThat(out.kind()).isEqualTo(Frame.OUT);
            Frame last = out;
            for (Frame next = wire.next(Scene.LIMITS.frame()); next != null; next = wire.next(Scene.LIMITS.frame())) {
                last = next;
            }
            assertThat(last.kind()).isEqualTo(Frame.EXIT);
        }
    }

    @Test
    void aSlowReaderThatDiesLetsItsCommandGo() throws Exception {
        Server server = scene.open();
        SocketChannel slow = scene.begun("much");
        scene.await("began much");
        slow.close();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!server.served().isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void theEndOfTheHostCancelsWhatItServesAndTellsWhyAndTheNextHostTakesItsPlace() throws Exception {
        Server server = scene.open();
        CompletableFuture<Ran> waiting = scene.start("wait");
        scene.await("began wait");
        assertThat(Server.open(scene.run, Scene.BUILD, false, (a, b, c, d, e) -> 0, Scene.LIMITS))
                .isNull();
        server.close();
        Ran ran = waiting.get(20, TimeUnit.SECONDS);
        assertThat(ran.status()).isEqualTo(130);
        assertThat(ran.err())
                .isEqualTo("warning: the host that runs this command, process " + Server.PID
                        + ", ends, and cancels it.\nerror: cancelled\n");
        assertThat(scene.run.resolve("host.sock")).doesNotExist();
        assertThat(scene.run("say", "a").status()).isEqualTo(Client.NOT_SERVED);
        server.release();
        scene.open();
        assertThat(scene.run("say", "a").out()).isEqualTo("a\n");
    }

    @Test
    void theSocketOfADeadHostIsTakenAwayUnlessAHostIsComing() throws Exception {
        Place place = new Place(scene.run);
        place.makePrivate();
        Path socket = place.toListen();
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(socket));
        dead.close();
        assertThat(socket).exists();
        try (var coming = place.lock()) {
            assertThat(coming).isNotNull();
            assertThat(scene.run("say", "a").status()).isEqualTo(Client.NOT_SERVED);
            assertThat(socket).exists();
        }
        assertThat(scene.run("say", "a").status()).isEqualTo(Client.NOT_SERVED);
        assertThat(socket).doesNotExist();
    }

    @Test
    void aHostMayStartOnTheSocketOfADeadOne() throws Exception {
        Files.createDirectories(scene.run);
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(scene.run.resolve("host.sock")));
        dead.close();
        scene.open();
        assertThat(scene.run("say", "a").out()).isEqualTo("a\n");
    }

    @Test
    void aPathTooLongForASocketIsNamedInTheHome() throws Exception {
        Scene deep = new Scene(folder.resolve("d".repeat(120)).resolve("run"));
        try (deep) {
            Server server = deep.open();
            assertThat(server.socket().toString().length()).isLessThanOrEqualTo(Place.LONGEST);
            assertThat(Files.getPosixFilePermissions(server.socket().getParent()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(deep.run.resolve("host.sock.at"))
                    .hasContent(server.socket().toString());
            assertThat(deep.run("say", "a").out()).isEqualTo("a\n");
            server.close();
            assertThat(server.socket().getParent()).doesNotExist();
            assertThat(deep.run.resolve("host.sock.at")).doesNotExist();
        }
    }

    @Test
    void aFolderThatOthersMayEnterIsNotTrustedUntilAHostHasClosedIt() throws Exception {
        Server server = scene.open();
        Files.setPosixFilePermissions(scene.run, PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(scene.run("say", "a").status()).isEqualTo(Client.NOT_SERVED);
        server.close();
        server.release();
        scene.open();
        assertThat(scene.run("say", "a").out()).isEqualTo("a\n");
    }

    @Test
    void whatIsNoSocketIsNotDialled() throws Exception {
        Files.createDirectory(
                scene.run, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(scene.run.resolve("host.sock"), "no socket");
        assertThat(scene.run("say", "a").status()).isEqualTo(Client.NOT_SERVED);
        assertThat(scene.run.resolve("host.sock")).exists();
    }

    // ---- hosts that behave badly

    private interface Host {
        void meet(Wire wire) throws IOException;
    }

    private Ran withHost(Host host) throws Exception {
        Place place = new Place(scene.run);
        place.makePrivate();
        Path socket = place.toListen();
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(socket));
            CompletableFuture<Ran> ran = scene.start("say", "a");
            try (SocketChannel channel = listening.accept()) {
                host.meet(new Wire(channel));
            }
            return ran.get(20, TimeUnit.SECONDS);
        }
    }

    private static void accept(Wire wire) throws IOException {
        assertThat(wire.next(1 << 16)).isNotNull();
        wire.send(Frame.ACCEPTED, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 42);
        assertThat(wire.next(0)).isNotNull();
    }

    @Test
    void aHostThatDiesInTheMiddleIsAClearError() throws Exception {
        Ran ran = withHost(wire -> {
            accept(wire);
            wire.send(Frame.OUT, (byte) 'x');
        });
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).isEqualTo("x");
        assertThat(ran.err())
                .isEqualTo("error: the host that ran this command, process 42, has ended in the middle of it;"
                        + " whether the command was done by then is not known.\ntry: ggen history\n");
    }

    @Test
    void aHostThatDiesBeforeTheCommandBeganLeavesItToTheClient() throws Exception {
        assertThat(withHost(wire -> {}).status()).isEqualTo(Client.NOT_SERVED);
        assertThat(withHost(wire -> assertThat(wire.next(1 << 16)).isNotNull()).status())
                .isEqualTo(Client.NOT_SERVED);
    }

    @Test
    void garbageFromAHostEndsTheCommandAsItsDeathDoes() throws Exception {
        Ran ran = withHost(wire -> {
            accept(wire);
            wire.send((byte) 99);
        });
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).startsWith("error: the host that ran this command, process 42,");
        assertThat(withHost(wire -> wire.send((byte) 99)).status()).isEqualTo(Client.NOT_SERVED);
    }

    @Test
    void aHostThatDoesNotAnswerIsNotWaitedForLong() throws Exception {
        Place place = new Place(scene.run);
        place.makePrivate();
        Path socket = place.toListen();
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(socket));
            Limits impatient = new Limits(
                    1, 1, 1 << 16, 1 << 12, 1 << 13, Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ZERO);
            Client client = new Client(scene.run, Scene.BUILD, impatient);
            int status = client.run(
                    false,
                    List.of("say", "a"),
                    Map.of(),
                    java.io.InputStream.nullInputStream(),
                    System.out,
                    System.err);
            assertThat(status).isEqualTo(Client.NOT_SERVED);
            assertThat(client.refusal()).isEqualTo(new Refusal(-1, "does not answer"));
        }
    }

    @Test
    void aRequestThatIsTooLongForAHostRunsByItself() throws Exception {
        Server server = scene.open();
        assertThat(scene.run("say", "a".repeat(1 << 16)).status()).isEqualTo(Client.NOT_SERVED);
        assertThat(server.total()).isZero();
    }
}
