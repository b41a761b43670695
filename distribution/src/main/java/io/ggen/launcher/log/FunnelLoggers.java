package io.ggen.launcher.log;

/** Makes the loggers of this process; the JDK finds it by its name in {@code META-INF/services}. */
public final class FunnelLoggers extends System.LoggerFinder {
    /** For the JDK. */
    public FunnelLoggers() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new FunnelLogger(name, module.getClassLoader(), Funnel.OF_PROCESS);
    }
}
