package io.ggen.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Which process holds a lock on a file, found out without touching the lock: to try it would make others fail meanwhile. */
interface LockTable {
    /** The process that holds a lock on {@code file}; 0 if one does that cannot be seen from here; empty if none does. */
    OptionalLong holder(Path file) throws IOException;

    /** Whether {@code process} runs, and can go on. */
    State state(long process);

    /** What a process is doing. */
    enum State {
        /** It runs or waits. */
        RUNNING,
        /** Somebody stopped it, with Ctrl-Z for instance; it goes on when told to. */
        STOPPED,
        /** There is no such process. */
        GONE
    }

    /** Linux tells of locks in {@code /proc/locks}, and of processes in {@code /proc/PID/stat}. */
    final class Linux implements LockTable {
        static final Path LOCKS = Path.of("/proc/locks");

        private static final int PROCESS = 4;
        private static final int FILE = 5;

        private final Map<Long, Long> byInode = new HashMap<>();

        /** As it is now; {@code text} is what {@code /proc/locks} says. */
        Linux(String text) {
            for (String line : text.split("\n")) {
                String[] words = line.trim().split("\\s+"); // 1: POSIX ADVISORY WRITE 4711 08:01:1234 0 EOF
                boolean holds = words.length > FILE && !words[1].equals("->");
                if (holds) {
                    String inode = words[FILE].substring(words[FILE].lastIndexOf(':') + 1);
                    byInode.putIfAbsent(number(inode), Math.max(0, number(words[PROCESS])));
                }
            }
        }

        static LockTable now() throws IOException {
            return new Linux(Files.readString(LOCKS));
        }

        private static long number(String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                return -1;
            }
        }

        @Override
        public OptionalLong holder(Path file) throws IOException {
            Object inode = Files.getAttribute(file, "unix:ino");
            Long holder = inode instanceof Number number ? byInode.get(number.longValue()) : null;
            return holder == null ? OptionalLong.empty() : OptionalLong.of(holder);
        }

        @Override
        public State state(long process) {
            try {
                String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
                int end = stat.lastIndexOf(')'); // the name before it may hold anything
                return end >= 0 && stat.startsWith("T", end + 2) ? State.STOPPED : State.RUNNING;
            } catch (IOException e) {
                return ProcessHandle.of(process).isPresent() ? State.RUNNING : State.GONE;
            }
        }
    }
}
