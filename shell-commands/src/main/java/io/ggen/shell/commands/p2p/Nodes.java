package io.ggen.shell.commands.p2p;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.NodeStart;
import io.ggen.p2p.api.node.NodeStatus.State;
import io.ggen.shell.commands.task.Call;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The node as commands meet it. */
final class Nodes {
    private static final int SECONDS_TO_START = 10;
    private static final int SECONDS_TO_STOP = 3;
    private static final int LONGEST_REASON = 300;

    private Nodes() {}

    /** The node of this process once it is not starting any more, or null if there is none. */
    static @Nullable Node settled(Call call) {
        Node node = call.services().node().orElse(null);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
        while (node != null && node.status().state() == State.STARTING && System.nanoTime() < end) {
            pause();
        }
        return node;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(10);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The node of this process, which must be there. */
    static Node installed(Call call) {
        Node node = settled(call);
        if (node == null) {
            throw Problem.of("no network is installed in this process; nothing was done")
                    .asException();
        }
        return node;
    }

    /** The node of this process, which must run. */
    static Node running(Call call) {
        Node node = settled(call);
        if (node == null || node.status().state() == State.STOPPED) {
            throw HostOnNetwork.missing(node == null ? "" : node.status().detail())
                    .asException();
        }
        return node;
    }

    /** Whether {@code node} was ever started here: the shell and {@code serve} do that, one-shot commands do not. */
    static boolean isForeign(Node node) {
        return node.status().state() == State.STOPPED && node.status().detail().isEmpty();
    }

    /** Starts {@code node} and waits until it is up; throws {@link ProblemException}, and nothing runs, if it is not soon. */
    static void start(Node node, NodeStart wish) {
        CompletionStage<?> start = node.start(wish);
        try {
            start.toCompletableFuture().get(SECONDS_TO_START, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            stop(node);
            throw interrupted(e);
        } catch (TimeoutException e) {
            String why = node.status().detail();
            stop(node);
            throw Problem.of(
                            "the network did not start within " + SECONDS_TO_START + " s"
                                    + (why.isEmpty() ? "" : ": " + why),
                            "ggen host services")
                    .asException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException known
                    ? known
                    : Problem.of("the network did not start: " + reason(e)).asException(e);
        }
    }

    /** Stops {@code node}, and waits for its goodbye even if the thread has been interrupted. */
    static void stop(Node node) {
        boolean interrupted = Thread.interrupted();
        try {
            node.stop().toCompletableFuture().get(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (ExecutionException | TimeoutException e) {
            System.getLogger(Nodes.class.getName()).log(System.Logger.Level.DEBUG, "The node did not stop in time", e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static ProblemException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return Problem.cancelled("cancelled before it was done").asException(e);
    }

    /** What a failed stage says. */
    static String reason(Throwable failure) {
        return Texts.shown(
                Texts.onOneLine(String.valueOf(NetworkException.of(failure).getMessage())), LONGEST_REASON);
    }
}
