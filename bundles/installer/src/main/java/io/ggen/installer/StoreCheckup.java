package io.ggen.installer;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import io.ggen.api.files.PathLock;
import io.ggen.installer.store.Store;
import io.ggen.installer.work.Checkpoints;
import io.ggen.installer.work.Permissions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks at the store: how much is in it, and what killed runs or a loss of power left to do. */
@Component(service = Checkup.class)
public final class StoreCheckup implements Checkup {
    private final Store store;

    /** For one home. */
    @Activate
    public StoreCheckup(@Reference Home home) {
        this(new Store(home.store(), Parts.bootId(), Checkpoints.NONE));
    }

    /** For one store. */
    public StoreCheckup(Store store) {
        this.store = store;
    }

    @Override
    public String subject() {
        return "store";
    }

    @Override
    public List<Finding> examine() {
        if (!Files.exists(store.root())) {
            return List.of(Finding.good("The store is empty."));
        }
        List<Finding> findings = new ArrayList<>();
        int[] counts = count();
        findings.add(Finding.good("The store holds " + packages(counts[0]) + "."));
        if (!Files.isWritable(store.root())) {
            findings.add(new Finding(Severity.BROKEN, store.root() + " cannot be written.", ""));
        }
        if (counts[2] > 0) {
            findings.add(new Finding(
                    Severity.WARNING,
                    "What is in the store is read-only, but somebody opened it for writing: " + packages(counts[2])
                            + ".",
                    "ggen verify"));
        }
        if (counts[1] > 0) {
            findings.add(new Finding(
                    Severity.WARNING,
                    "The list of files is lost for " + packages(counts[1]) + " in the store.",
                    "ggen install --force"));
        }
        try {
            int unsettled = store.unsettled().suspects().size();
            if (unsettled > 0) {
                findings.add(Finding.good(
                        "Extracted before the last restart, and checked before use: " + packages(unsettled) + "."));
            }
        } catch (IOException e) {
            findings.add(new Finding(Severity.WARNING, "The list of unsettled packages cannot be read.", ""));
        }
        int leftovers = leftovers();
        if (leftovers > 0) {
            findings.add(new Finding(
                    Severity.WARNING,
                    "Operations that were killed and left temporary files, which the next one deletes: " + leftovers
                            + ".",
                    "ggen gc"));
        }
        return findings;
    }

    private static String packages(int count) {
        return count + (count == 1 ? " package" : " packages");
    }

    /** How many trees there are, how many of them have no sidecar, and how many can be written to. */
    private int[] count() {
        int trees = 0;
        int sidecars = 0;
        int open = 0;
        for (String shard : list(store.trees())) {
            for (String name : list(store.trees().resolve(shard))) {
                if (name.endsWith(".json")) {
                    sidecars++;
                } else if (Store.treeOf(name).equals(name)) {
                    trees++;
                    open += Permissions.isSealedFolder(store.tree(name)) ? 0 : 1;
                }
            }
        }
        return new int[] {trees, Math.max(0, trees - sidecars), open};
    }

    private int leftovers() {
        Path tmp = store.root().resolve("tmp");
        int leftovers = 0;
        for (String name : list(tmp)) {
            if (!name.endsWith(".lock") && !isInUse(tmp.resolve(name + ".lock"))) {
                leftovers++;
            }
        }
        return leftovers;
    }

    private static boolean isInUse(Path lock) {
        if (!Files.exists(lock)) {
            return false;
        }
        try {
            Optional<PathLock> taken = PathLock.tryTake(lock);
            if (taken.isPresent()) {
                taken.get().close();
            }
            return taken.isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static String[] list(Path folder) {
        String[] names = new File(folder.toString()).list();
        return names == null ? new String[0] : names;
    }
}
