package io.ggen.registry.file;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Texts;
import io.ggen.api.files.PathLock;
import io.ggen.records.HeadRecord;
import io.ggen.records.RecordFile;
import io.ggen.records.Records;
import io.ggen.records.Selector;
import io.ggen.records.Signed;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps what publishers say about all versions of a name, a file for each publisher. */
final class Heads {
    private static final String UNCHANGED = "the registry is unchanged";

    private final Layout layout;
    private final Workspace workspace;
    private final Tree tree;
    private final IndexStore indexes;

    Heads(Layout layout, Workspace workspace, Tree tree, IndexStore indexes) {
        this.layout = layout;
        this.workspace = workspace;
        this.tree = tree;
        this.indexes = indexes;
    }

    /** The verified head of {@code publisher} in {@code layout}, or null if there is none. */
    static @Nullable Signed<HeadRecord> read(Layout layout, PackageName name, PublisherId publisher, Instant now)
            throws IOException, Damaged {
        byte[] envelope = RecordCheck.envelope(layout.head(name, publisher));
        if (envelope == null) {
            return null;
        }
        Signed<HeadRecord> head = RecordCheck.taken(Records.openHead(envelope, now));
        if (!head.payload().name().equals(name) || !head.publisher().equals(publisher)) {
            throw new Damaged("it is of " + head.payload().name() + " by " + head.publisher());
        }
        return head;
    }

    /** Puts a head in the place of the one that is there, or changes nothing. */
    void keep(byte[] envelope, Instant now) {
        Signed<HeadRecord> head = Records.openHead(envelope, now).orThrow("The head to be kept", UNCHANGED);
        PackageName name = head.payload().name();
        String what = "Keeping the head of " + name;
        try (Workspace.Writing writing = workspace.begin();
                PathLock alone = writing.alone()) {
            if (!Files.isDirectory(layout.folder(name)) || !tree.isPackage(name)) {
                throw Problem.of("There is no package '" + name + "' with a folder in the registry "
                                + Texts.shown(layout.root().toString(), 300) + " to keep a head of; " + UNCHANGED + ".")
                        .asException();
            }
            layout.requireInside(name);
            if (isNews(head, now)) {
                IndexStore.Look index = indexes.look(name, false);
                writing.replace(layout.head(name, head.publisher()), RecordFile.write(head.envelope()));
                if (index.index() != null && index.fault().isEmpty()) {
                    indexes.believe(index.index());
                }
            }
        } catch (IOException e) {
            throw Failures.problem(what, e, UNCHANGED);
        } catch (InterruptedException e) {
            throw Failures.stopped(what, UNCHANGED);
        }
    }

    private boolean isNews(Signed<HeadRecord> head, Instant now) throws IOException {
        Signed<HeadRecord> seen;
        try {
            seen = read(layout, head.payload().name(), head.publisher(), now);
        } catch (Damaged e) {
            // whatever it was, it is no head, and this is one
            return true;
        }
        if (seen == null) {
            return true;
        }
        return switch (Selector.step(head, seen)) {
            case NEWER -> true;
            case SAME -> false;
            case OLDER -> throw refused(head, "its seq is lower than that of the head there is", seen);
            case FORK -> throw refused(head, "its seq is that of the head there is, which says something else", seen);
        };
    }

    private static ProblemException refused(Signed<HeadRecord> head, String why, Signed<HeadRecord> seen) {
        return Problem.of("The head of " + head.payload().name() + " by " + head.publisher() + " is refused: " + why
                        + " (" + head.payload().seq() + ", there "
                        + seen.payload().seq() + "); " + UNCHANGED + ".")
                .asException();
    }
}
