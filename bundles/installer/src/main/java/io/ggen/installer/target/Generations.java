package io.ggen.installer.target;

import io.ggen.installer.work.Checkpoints;
import io.ggen.installer.work.Deletion;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;

/** The generations of one target, as gc sees them. */
public final class Generations {
    private final Target target;
    private final Checkpoints checkpoints;

    /** Those of {@code target}. */
    public Generations(Target target, Checkpoints checkpoints) {
        this.target = target;
        this.checkpoints = checkpoints;
    }

    /** Deletes all but the current and the {@code keep} newest, and says how many. The target's lock must be held. */
    public int prune(int keep) throws IOException {
        for (Path leftover : target.leftovers()) {
            Deletion.delete(leftover);
        }
        int current = target.number();
        List<Integer> numbers = target.numbers();
        int pruned = 0;
        for (int i = keep; i < numbers.size(); i++) {
            int number = numbers.get(i);
            if (number != current) {
                Path aside = target.generations().resolve("old-" + number);
                Files.move(target.generation(number), aside, StandardCopyOption.ATOMIC_MOVE);
                checkpoints.reached("generation set aside");
                Deletion.delete(aside);
                pruned++;
            }
        }
        return pruned;
    }

    /** Adds the names of all trees that any generation leads to. */
    public void addTrees(Set<String> trees) throws IOException {
        for (int number : target.numbers()) {
            addLinks(target.generation(number).resolve("packages"), trees, true);
        }
    }

    private static void addLinks(Path folder, Set<String> trees, boolean mayHaveScopes) throws IOException {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(folder)) {
            for (Path link : links) {
                if (Files.isSymbolicLink(link)) {
                    trees.add(String.valueOf(Files.readSymbolicLink(link).getFileName()));
                } else if (mayHaveScopes && Files.isDirectory(link, LinkOption.NOFOLLOW_LINKS)) {
                    addLinks(link, trees, false);
                }
            }
        } catch (NoSuchFileException e) {
            // A generation without packages needs none.
        }
    }
}
