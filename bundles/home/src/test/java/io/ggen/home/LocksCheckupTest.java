package io.ggen.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup.Finding;
import io.ggen.api.Checkup.Severity;
import io.ggen.api.Home;
import io.ggen.api.files.PathLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocksCheckupTest {
    private static final long SELF = 1;

    @TempDir
    Path folder;

    private final Map<Path, Long> holders = new HashMap<>();
    private final Set<Long> stopped = new HashSet<>();
    private final Set<Long> gone = new HashSet<>();
    private Home home = new Home(Path.of("."));

    @BeforeEach
    void make() throws IOException {
        home = new Home(folder.resolve("home"));
        Files.createDirectories(home.run());
    }

    private final LockTable table = new LockTable() {
        @Override
        public OptionalLong holder(Path file) {
            Long holder = holders.get(file);
            return holder == null ? OptionalLong.empty() : OptionalLong.of(holder);
        }

        @Override
        public State state(long process) {
            return gone.contains(process) ? State.GONE : stopped.contains(process) ? State.STOPPED : State.RUNNING;
        }
    };

    private List<Finding> examine() {
        return new LocksCheckup(home, SELF, () -> table).examine();
    }

    private Path lock(String name, String text) throws IOException {
        return Files.writeString(home.run().resolve(name), text);
    }

    @Test
    void whatNobodyElseHoldsIsFine() throws IOException {
        holders.put(lock("cache-0.lock", ""), SELF);
        assertThat(examine()).containsExactly(Finding.good("No other process works on this home."));
    }

    @Test
    void whoHoldsWhatIsTold() throws IOException {
        holders.put(lock("cache-0.lock", ""), 4711L);
        holders.put(lock("host.lock", "4711\n"), 4711L);
        assertThat(examine())
                .containsExactly(
                        Finding.good("Process 4711 works on this home and holds run/cache-0.lock, run/host.lock."));
    }

    @Test
    void aStoppedProcessThatHoldsALockIsAWarning() throws IOException {
        holders.put(lock("host.lock", "4711\n"), 4711L);
        stopped.add(4711L);
        assertThat(examine())
                .containsExactly(new Finding(
                        Severity.WARNING,
                        "Process 4711 was stopped, perhaps by Ctrl-Z, and holds run/host.lock; commands that need it"
                                + " wait or do without.",
                        "kill -CONT 4711"));
    }

    @Test
    void aLockThatADeadProcessLeftDoesNoHarm() throws IOException {
        lock("host.lock", "4711\n");
        gone.add(4711L);
        assertThat(examine())
                .containsExactly(
                        Finding.good("run/host.lock names process 4711, which is gone; whoever comes next takes it."));
    }

    @Test
    void oddTextInALockIsNoProcess() throws IOException {
        lock("host.lock", "99999999999999999999999999");
        lock("other.lock", "hello");
        assertThat(examine()).containsExactly(Finding.good("No other process works on this home."));
    }

    @Test
    void aMachineThatDoesNotTellIsSaidSo() {
        List<Finding> findings = new LocksCheckup(home, SELF, () -> {
                    throw new IOException("no /proc");
                })
                .examine();
        assertThat(findings).extracting(Finding::severity).containsOnly(Severity.GOOD);
        assertThat(findings.get(0).sentence()).contains("cannot be told");
    }

    @Test
    void linuxTellsWhoHoldsAFileAndWhoWaitsForIt() throws IOException {
        Path file = lock("cache-0.lock", "");
        long inode = ((Number) Files.getAttribute(file, "unix:ino")).longValue();
        LockTable linux = new LockTable.Linux("1: POSIX  ADVISORY  WRITE 4711 08:01:" + inode + " 0 EOF\n"
                + "1: -> POSIX  ADVISORY  WRITE 4712 08:01:" + inode + " 0 EOF\n"
                + "garbage\n2: FLOCK ADVISORY WRITE x y z w\n");
        assertThat(linux.holder(file)).hasValue(4711);
        assertThat(new LockTable.Linux("").holder(file)).isEmpty();
        assertThat(linux.state(ProcessHandle.current().pid())).isEqualTo(LockTable.State.RUNNING);
        assertThat(linux.state(Integer.MAX_VALUE)).isEqualTo(LockTable.State.GONE);
    }

    @Test
    void aLockOfThisProcessIsSeenOnLinux() throws Exception {
        Assumptions.assumeTrue(Files.isReadable(LockTable.Linux.LOCKS));
        Path file = home.run().resolve("test.lock");
        try (PathLock held = PathLock.take(file)) {
            assertThat(held).isNotNull();
            Assumptions.assumeTrue(Files.size(LockTable.Linux.LOCKS) >= 0);
            OptionalLong holder = LockTable.Linux.now().holder(file);
            Assumptions.assumeTrue(holder.isPresent(), "this container hides locks");
            assertThat(holder.getAsLong()).isIn(0L, ProcessHandle.current().pid());
        }
    }
}
