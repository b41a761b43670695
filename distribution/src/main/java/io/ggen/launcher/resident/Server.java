package io.ggen.launcher.resident;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The host's end of the socket: takes commands of clients of the same build and runs them side by side, so many at once.
 * Safe for use by many threads.
 */
public final class Server {
    static final long PID = ProcessHandle.current().pid();
    static final String OTHER_BUILD = "is of another build of ggen";

    private static final String BUSY = "serves as many commands as it may";
    private static final String ENDING = "is about to end";
    private static final String NO_NETWORK = "has no network";
    private static final int LONGEST_SHOWN = 200;
    private static final long LOCK_PAUSE_MILLIS = 50;
    private static final long ACCEPT_PAUSE_MILLIS = 100;

    private final Place place;
    private final Path socket;
    private final FileChannel lock;
    private final ServerSocketChannel listening;
    private final String build;
    private final boolean network;
    private final Commands commands;
    private final Limits limits;
    private final Set<Session> sessions = new LinkedHashSet<>();
    private final Set<Session> served = new LinkedHashSet<>();
    private boolean ending;
    private long total;

    private Server(
            Place place,
            Path socket,
            FileChannel lock,
            ServerSocketChannel listening,
            String build,
            boolean network,
            Commands commands,
            Limits limits) {
        this.place = place;
        this.socket = socket;
        this.lock = lock;
        this.listening = listening;
        this.build = build;
        this.network = network;
        this.commands = commands;
        this.limits = limits;
    }

    /**
     * Listens for the home whose folder {@code run} this is. Blocks a little; clients that look for a dead host hold the
     * lock for moments.
     *
     * @param build clients of which are served
     * @param network whether commands that need the network can be served
     * @param commands runs them
     * @return null if another host listens there
     * @throws IOException if nobody can listen there
     */
    public static @Nullable Server open(Path run, String build, boolean network, Commands commands, Limits limits)
            throws IOException {
        Place place = new Place(run);
        place.makePrivate();
        FileChannel lock = lock(place);
        if (lock == null) {
            return null;
        }
        ServerSocketChannel listening = null;
        boolean complete = false;
        try {
            Path socket = place.toListen();
            listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listening.bind(UnixDomainSocketAddress.of(socket), limits.connections());
            if (socket.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            }
            Server server = new Server(place, socket, lock, listening, build, network, commands, limits);
            thread(server::accept, "ggen host").start();
            complete = true;
            return server;
        } finally {
            if (!complete) {
                if (listening != null) {
                    listening.close();
                }
                lock.close();
            }
        }
    }

    private static @Nullable FileChannel lock(Place place) throws IOException {
        FileChannel lock = place.lock();
        for (int tries = 0; lock == null && tries < 10; tries++) {
            if (pause(LOCK_PAUSE_MILLIS)) {
                return null;
            }
            lock = place.lock();
        }
        return lock;
    }

    /** Whether the pause was interrupted. */
    private static boolean pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                take(listening.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                System.getLogger(Server.class.getName()).log(System.Logger.Level.DEBUG, "No client came", e);
                pause(ACCEPT_PAUSE_MILLIS); // such as no file descriptors left
            }
        }
    }

    private void take(SocketChannel channel) throws IOException {
        Session session = new Session(channel, this, limits);
        boolean welcome;
        synchronized (this) {
            for (Session each : sessions) {
                if (!each.hasBegun() && each.age() > limits.hello().toNanos()) {
                    each.close(); // it never came to the point
                }
            }
            welcome = !ending && sessions.size() < limits.connections() && sessions.add(session);
        }
        if (welcome) {
            thread(session, "ggen client").start();
        } else {
            channel.close(); // the client runs its command by itself
        }
    }

    /** Lets {@code session} run {@code request} and returns nothing, or says why not. */
    synchronized String admit(Session session, Request request) {
        if (!request.build().equals(build)) {
            return OTHER_BUILD;
        }
        if (request.network() && !network) {
            return NO_NETWORK;
        }
        boolean isAbout = isCalled(request.arguments(), "status") || isCalled(request.arguments(), "stop");
        if (ending && !isAbout) {
            return ENDING;
        }
        if (served.size() >= limits.served() && !isAbout) {
            return BUSY;
        }
        served.add(session);
        total++;
        return "";
    }

    synchronized void ended(Session session) {
        served.remove(session);
    }

    synchronized void left(Session session) {
        sessions.remove(session);
    }

    synchronized boolean isEnding() {
        return ending;
    }

    Commands commands() {
        return commands;
    }

    /** Whether {@code arguments} call the command {@code name} of the scope ggen, in whatever spelling. */
    static boolean isCalled(List<String> arguments, String name) {
        for (String argument : arguments) {
            switch (argument) {
                case "--json", "--debug", "marketplace", "ggen" -> {}
                default -> {
                    return argument.equals(name) || argument.equals("ggen:" + name);
                }
            }
        }
        return false;
    }

    static String shown(List<String> arguments) {
        String line = String.join(" ", arguments);
        return line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN - 1) + "…" : line;
    }

    /** The commands that are being served, as typed but for their length, with the nanoseconds since their clients came. */
    public synchronized List<Served> served() {
        List<Served> all = new ArrayList<>();
        for (Session each : served) {
            if (each.isRunning()) {
                all.add(new Served(shown(each.command()), each.age()));
            }
        }
        return all;
    }

    /** One command that is being served. */
    public record Served(String command, long nanos) {}

    /** How many commands were served, those included that still are. */
    public synchronized long total() {
        return total;
    }

    /** The socket. */
    public Path socket() {
        return socket;
    }

    /**
     * Serves no more: takes the socket away, cancels what is being served, and waits until it has ended, so long as
     * {@link Limits#goodbye()}. Clients that asked for the host's end keep their connection until it comes. The lock stays.
     */
    public void close() {
        List<Session> left;
        synchronized (this) {
            if (ending) {
                return;
            }
            ending = true;
            left = new ArrayList<>(sessions);
        }
        left.removeIf(session -> !session.hasBegun());
        try {
            listening.close();
            place.clear();
        } catch (IOException e) {
            System.getLogger(Server.class.getName()).log(System.Logger.Level.DEBUG, "The socket", e);
        }
        for (Session session : left) {
            if (!isCalled(session.command(), "stop")) {
                session.cancel("the host that runs this command, process " + PID + ", ends, and cancels it.");
            }
        }
        long end = System.nanoTime() + limits.goodbye().toNanos();
        try {
            for (Session session : left) {
                if (!session.awaitEnd(Math.max(0, end - System.nanoTime()))) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets another host listen on the home. The end of the process does the same. */
    public void release() {
        try {
            lock.close();
        } catch (IOException e) {
            System.getLogger(Server.class.getName()).log(System.Logger.Level.DEBUG, "The lock", e);
        }
    }
}
