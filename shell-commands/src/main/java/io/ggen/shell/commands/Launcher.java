package io.ggen.shell.commands;

import io.ggen.shell.commands.task.HostProcess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * What the launcher tells of the process. It lives outside the framework, so it registers services of types of the JDK, with
 * the property {@code ggen.host}: {@code status} and {@code refused} are suppliers of facts, {@code stop} ends the process.
 */
final class Launcher {
    private final BundleContext context;

    Launcher(BundleContext context) {
        this.context = context;
    }

    Optional<HostProcess> hostProcess() {
        Map<?, ?> facts = facts("status");
        Runnable stop = find(Runnable.class, "stop");
        if (facts == null || stop == null) {
            return Optional.empty();
        }
        List<HostProcess.Served> served = new ArrayList<>();
        if (facts.get("served") instanceof List<?> commands) {
            for (Object each : commands) {
                if (each instanceof Map<?, ?> command) {
                    served.add(new HostProcess.Served(text(command, "command"), number(command, "nanos")));
                }
            }
        }
        return Optional.of(new HostProcess(
                number(facts, "pid"),
                text(facts, "mode"),
                facts.get("started") instanceof Instant started ? started : Instant.EPOCH,
                number(facts, "nanos"),
                text(facts, "version"),
                text(facts, "build"),
                text(facts, "socket"),
                text(facts, "trouble"),
                served,
                number(facts, "total"),
                stop));
    }

    Optional<HostProcess.Refused> refusedBy() {
        Map<?, ?> facts = facts("refused");
        return facts == null
                ? Optional.empty()
                : Optional.of(new HostProcess.Refused(number(facts, "pid"), text(facts, "reason")));
    }

    private @Nullable Map<?, ?> facts(String role) {
        Supplier<?> supplier = find(Supplier.class, role);
        return supplier != null && supplier.get() instanceof Map<?, ?> facts ? facts : null;
    }

    private static String text(Map<?, ?> facts, String key) {
        return facts.get(key) instanceof String text ? text : "";
    }

    private static long number(Map<?, ?> facts, String key) {
        return facts.get(key) instanceof Long number ? number : -1;
    }

    private <T> @Nullable T find(Class<T> type, String role) {
        try {
            Collection<ServiceReference<T>> found = context.getServiceReferences(type, "(ggen.host=" + role + ")");
            return found.isEmpty() ? null : context.getService(found.iterator().next());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
