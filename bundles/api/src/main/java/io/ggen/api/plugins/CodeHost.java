package io.ggen.api.plugins;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs the bundles of packages in this process, with the host's full rights. The installer tries them before a commit, and has
 * what runs brought in line with the new generation behind it. A process without this service has packages of kind
 * {@code bundle} as files. Safe for use by many threads.
 */
@ProviderType
public interface CodeHost {
    /** Whether this process starts what is installed; if not, it only tries, and the next host of the home starts it. */
    boolean starts();

    /**
     * Installs the bundles of {@code wanted} that are not there yet, beside those that are, and has the framework resolve all of
     * them as they will be once only {@code wanted} is there. No code of them runs. One caller at a time: others wait until the
     * trial is closed.
     *
     * @param wanted all that the default target is to hold
     * @param state what state things are in if that fails: "nothing was installed"
     * @throws io.ggen.api.ProblemException if one of them is no bundle, or lacks something that neither this host nor another of
     *     them has; then nothing of this trial is left
     * @throws InterruptedException if the thread is interrupted while it waits for others
     */
    Trial trial(List<Plugin> wanted, String state) throws InterruptedException;

    /**
     * Makes what runs what {@link PluginSource#wanted} says at that moment: stops and removes what is gone, and starts what is
     * there, each step within seconds. Does nothing where {@link #starts} is false. Never fails as a whole.
     *
     * @return a sentence for each thing that is not as it should be
     */
    List<String> reconcile();

    /** Bundles that were tried. To be closed by the thread that got it. */
    interface Trial extends AutoCloseable {
        /** Takes away what was installed for the trial, unless {@link CodeHost#reconcile} has taken it over meanwhile. */
        @Override
        void close();
    }
}
