package io.ggen.console;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import org.apache.felix.gogo.jline.Builtin;
import org.apache.felix.gogo.jline.Converters;
import org.apache.felix.gogo.jline.Posix;
import org.apache.felix.gogo.jline.Procedural;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Converter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * Gogo's general commands ({@code grep}, {@code sort}, {@code each}, …). Registered here, and not by the activator of
 * gogo.jline, because that one also starts a shell of its own, which takes the terminal.
 */
final class Toolbox implements AutoCloseable {
    private static final String[] BUILTIN = {
        "format", "getopt", "new", "set", "tac", "type", "jobs", "fg", "bg", "keymap", "setopt", "unsetopt", "history"
    };
    private static final String[] PROCEDURAL = {
        "each", "if", "not", "throw", "try", "until", "while", "break", "continue"
    };
    private static final String[] POSIX = {
        "cat", "echo", "grep", "sort", "sleep", "cd", "pwd", "ls", "less", "watch", "clear", "head", "tail", "wc",
        "date"
    };

    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    private Toolbox() {}

    static Toolbox register(BundleContext context, CommandProcessor processor) {
        Toolbox toolbox = new Toolbox();
        toolbox.add(context, "gogo", BUILTIN, new Builtin());
        toolbox.add(context, "gogo", PROCEDURAL, new Procedural());
        toolbox.add(context, "gogo", POSIX, new Posix(processor));
        toolbox.add(context, "shell", ShellFunctions.NAMES, new ShellFunctions());
        // without it no command takes a bundle's number for the bundle
        BundleContext whole = context.getBundle(0).getBundleContext();
        toolbox.registrations.add(context.registerService(Converter.class, new Converters(whole), null));
        return toolbox;
    }

    private void add(BundleContext context, String scope, String[] functions, Object commands) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CommandProcessor.COMMAND_SCOPE, scope);
        properties.put(CommandProcessor.COMMAND_FUNCTION, functions);
        registrations.add(context.registerService(commands.getClass().getName(), commands, properties));
    }

    @Override
    public void close() {
        registrations.forEach(ServiceRegistration::unregister);
        registrations.clear();
    }
}
