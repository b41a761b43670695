package io.ggen.shell.commands.gogo;

import io.ggen.shell.commands.Commands;
import io.ggen.shell.commands.Overview;
import io.ggen.shell.commands.RunningCommands;
import io.ggen.shell.commands.task.Found;
import io.ggen.shell.commands.task.Scope;
import io.ggen.shell.commands.task.Services;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Brings every command into the Gogo shell, as long as there is one. The services are registered by hand because their
 * properties come from the one table of commands, which a component's annotations could only repeat.
 */
@Component(service = {})
public final class GogoCommands {
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    /** Registers all commands. */
    @Activate
    public GogoCommands(
            BundleContext context,
            @Reference CommandProcessor shell,
            @Reference Services services,
            @Reference RunningCommands running) {
        for (Scope scope : Commands.SCOPES) {
            for (String function : scope.functions()) {
                Found command = new Found(scope, function, 1);
                add(context, scope.name(), function, new GogoCommand(command, services, running, System::nanoTime));
            }
        }
        for (Scope scope : Commands.SCOPES) {
            List<String> words = Overview.isPassedOver(scope.name()) ? List.of() : List.of(scope.name());
            add(context, "ggen", scope.name(), new SpacedCommand(words, services, running, System::nanoTime));
        }
        add(context, "ggen", Overview.ORIGINAL, new SpacedCommand(List.of(), services, running, System::nanoTime));
    }

    private void add(BundleContext context, String scope, String name, Function function) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(CommandProcessor.COMMAND_SCOPE, scope);
        properties.put(CommandProcessor.COMMAND_FUNCTION, name);
        registrations.add(context.registerService(Function.class, function, properties));
    }

    @Deactivate
    void close() {
        for (ServiceRegistration<?> registration : registrations) {
            registration.unregister();
        }
    }
}
