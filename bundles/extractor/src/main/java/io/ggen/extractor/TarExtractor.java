package io.ggen.extractor;

import io.ggen.api.Problem;
import io.ggen.api.Texts;
import io.ggen.api.extractor.Extractor;
import io.ggen.api.extractor.Limits;
import io.ggen.api.extractor.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Unpacks gzipped tar files (ustar, pax and GNU names) with a strict reader of its own: what two tar programs could read
 * differently is refused. Keeps no thread and nothing thread-local, so that a replaced bundle can be forgotten.
 */
@Component(property = {"ggen.role=" + Extractor.ROLE, "ggen.name=tar"})
public final class TarExtractor implements Extractor {
    private static final int FORMAT = 1;
    private static final int MOST_IDLE_WORKSPACES = 8;

    private final ArrayBlockingQueue<Workspace> idle = new ArrayBlockingQueue<>(MOST_IDLE_WORKSPACES);

    /** An extractor without settings. */
    @Activate
    public TarExtractor() {}

    @Override
    public int format() {
        return FORMAT;
    }

    @Override
    public Tree extract(InputStream archive, long size, String label, Path folder, Limits limits) throws IOException {
        Workspace kept = idle.poll();
        Workspace workspace = kept == null ? new Workspace() : kept.cleared();
        try {
            Gunzip gunzip = new Gunzip(archive, size, workspace, limits);
            Window window = new Window(gunzip, workspace);
            TreeWriter writer = new TreeWriter(folder, workspace, window);
            return new Extraction(window, new Layout(limits, size, writer), writer, limits).run();
        } catch (BrokenRule broken) {
            throw new Refused(Texts.shown(label), broken.clause()).asException();
        } catch (ClosedByInterruptException e) {
            throw Problem.cancelled(
                            "Unpacking " + Texts.shown(label) + " was cancelled; nothing was installed from it.")
                    .asException(e);
        } finally {
            if (!idle.offer(workspace)) {
                workspace.close();
            }
        }
    }

    /** Frees the memory of idle workspaces. */
    @Deactivate
    public void close() {
        List<Workspace> left = new ArrayList<>();
        idle.drainTo(left);
        for (Workspace workspace : left) {
            workspace.close();
        }
    }
}
