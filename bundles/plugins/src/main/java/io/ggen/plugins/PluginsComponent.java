package io.ggen.plugins;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import io.ggen.api.plugins.CodeHost;
import io.ggen.api.plugins.Plugin;
import io.ggen.api.plugins.PluginSource;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs the code of packages in this framework. The launcher of ggen starts this bundle only where there is code, says in
 * {@code ggen.mode} what process this is, and has it reconcile by itself; in other people's hosts it begins by itself.
 */
@Component(
        service = {CodeHost.class, Checkup.class},
        immediate = true)
public final class PluginsComponent implements CodeHost, Checkup {
    private final BundleContext context;
    private final BundleHost host;

    /** For the packages of {@code home}. */
    @Activate
    public PluginsComponent(BundleContext context, @Reference Home home, @Reference PluginSource source) {
        this.context = context;
        String mode = context.getProperty("ggen.mode");
        boolean starts = mode == null || mode.equals("shell") || mode.equals("serve");
        this.host = new BundleHost(context, home.store(), source, starts, Limits.USUAL);
        if (mode == null) {
            Thread begins = new Thread(this::begin, "ggen plugins");
            begins.setDaemon(true);
            begins.start();
        }
    }

    private void begin() {
        for (String sentence : host.reconcile()) {
            System.getLogger("io.ggen.plugins").log(System.Logger.Level.WARNING, sentence);
        }
    }

    /** Takes all code away, unless the whole host ends. */
    @Deactivate
    void close() {
        Bundle system = context.getBundle(0);
        if ((system.getState() & (Bundle.STOPPING | Bundle.RESOLVED)) == 0) {
            host.removeAll();
        }
    }

    @Override
    public boolean starts() {
        return host.starts();
    }

    @Override
    public Trial trial(List<Plugin> wanted, String state) throws InterruptedException {
        return host.trial(wanted, state);
    }

    @Override
    public List<String> reconcile() {
        return host.reconcile();
    }

    @Override
    public String subject() {
        return "code of packages";
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        for (String fault : host.faults()) {
            findings.add(new Finding(Severity.WARNING, fault, "host:services"));
        }
        if (findings.isEmpty()) {
            int running = host.running();
            findings.add(Finding.good(running + (running == 1 ? " bundle runs." : " bundles run.")));
        }
        return findings;
    }
}
