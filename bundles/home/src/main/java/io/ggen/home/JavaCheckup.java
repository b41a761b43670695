package io.ggen.home;

import io.ggen.api.Checkup;
import java.util.ArrayList;
import java.util.List;

/** Examines the Java that runs this: its version, its heap, and whether starts are helped by an archive of classes. */
final class JavaCheckup implements Checkup {
    static final int OLDEST = 17;
    static final long SMALL_HEAP = 256L << 20;

    private final Machine machine;

    JavaCheckup(Machine machine) {
        this.machine = machine;
    }

    /**
     * A Java that runs.
     *
     * @param feature its version
     * @param where its folder
     * @param heap the most bytes that its heap can have
     * @param archive whether classes were loaded from an archive
     * @param trainer the command that makes an archive for this Java; empty if starts are not ours to help
     */
    record Machine(int feature, String where, long heap, boolean archive, String trainer) {
        /** The one that runs this. */
        static Machine here(String trainer) {
            return new Machine(
                    Runtime.version().feature(),
                    System.getProperty("java.home", ""),
                    Runtime.getRuntime().maxMemory(),
                    System.getProperty("java.vm.info", "").contains("sharing"),
                    trainer);
        }
    }

    @Override
    public String subject() {
        return "java";
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        String runs = "Java " + machine.feature() + " runs this (" + machine.where() + ")";
        findings.add(
                machine.feature() < OLDEST
                        ? new Finding(
                                Severity.BROKEN,
                                runs + "; Java " + OLDEST + " is needed.",
                                "JAVA_HOME=/path/to/a/jdk ggen doctor")
                        : Finding.good(runs + ", with up to " + (machine.heap() >> 20) + " MiB of heap."));
        if (machine.heap() < SMALL_HEAP) {
            findings.add(new Finding(
                    Severity.WARNING,
                    "The heap has at most " + (machine.heap() >> 20) + " MiB; with less than " + (SMALL_HEAP >> 20)
                            + " MiB large registries and catalogues may not fit.",
                    "JAVA_OPTS=-Xmx1g ggen doctor"));
        }
        if (!machine.archive() && !machine.trainer().isEmpty()) {
            findings.add(new Finding(
                    Severity.WARNING,
                    "No archive of classes is used, so every start takes longer than it must.",
                    machine.trainer()));
        }
        return findings;
    }
}
