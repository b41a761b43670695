package io.ggen.console;

import io.ggen.api.Home;
import io.ggen.api.Notices;
import io.ggen.shell.Audience;
import io.ggen.shell.Completions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * What the launcher calls for {@code ggen} and {@code ggen -c SCRIPT}. Its methods take JDK types only, since the launcher
 * lives outside the framework; they block until the user leaves or the script ends, and return the exit status. Immediate, so
 * that it hears the notices of parts that start in the background.
 */
@Component(
        service = {Console.class, Notices.class},
        immediate = true)
public final class Console implements Notices {
    /** Where an unqualified command is looked for, in this order. */
    private static final String SCOPES = "ggen:registry:p2p:host:shell:gogo:felix:*";

    private final CommandProcessor processor;
    private final Completions completions;
    private final Home home;
    private final Toolbox toolbox;
    private final NoticeBoard notices;
    private final Farewell farewell = new Farewell();

    /** Called by Declarative Services. */
    @Activate
    public Console(
            BundleContext context,
            @Reference CommandProcessor processor,
            @Reference Completions completions,
            @Reference Audience audience,
            @Reference Home home) {
        this.notices = new NoticeBoard(audience);
        this.processor = processor;
        this.completions = completions;
        this.home = home;
        this.toolbox = Toolbox.register(context, processor);
    }

    @Override
    public void warning(String sentence) {
        notices.add(sentence);
    }

    /** Takes the commands that this console brought away again. */
    @Deactivate
    public void close() {
        toolbox.close();
    }

    /** Runs a Gogo script; {@code arguments} are {@code $1}, {@code $2}, … in it. */
    public int script(
            String script,
            List<String> arguments,
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment) {
        try (CommandSession session = session(in, out, err, environment)) {
            session.put("0", "ggen");
            session.put("args", new ArrayList<>(arguments));
            for (int i = 0; i < arguments.size(); i++) {
                session.put(Integer.toString(i + 1), arguments.get(i));
            }
            notices.readBy(err::println);
            return new Execution(session, out, err, notices, completions, false).run(script);
        }
    }

    /**
     * Runs the interactive shell; where standard input is not a terminal, the lines of standard input as scripts.
     *
     * @param ready is called once the user can type, for what can wait until then; must return at once
     */
    public int shell(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, Runnable ready)
            throws IOException {
        if (!"true".equals(environment.get("tty.in"))) {
            ready.run();
            return lines(in, out, err, environment);
        }
        try (InteractiveShell shell = InteractiveShell.open(completions, home)) {
            CommandSession session = session(shell.input(), shell.output(), shell.output(), environment);
            try (session) {
                return shell.run(session, notices, ready, farewell);
            }
        }
    }

    /**
     * Asks the shell to end, whatever it is doing; called from any thread, more than once. It says so and ends with exit
     * status 0.
     *
     * @return whether it can; not where it waits for a line of something that is no terminal
     */
    public boolean leave() {
        return farewell.ask();
    }

    private int lines(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment)
            throws IOException {
        int status = 0;
        try (CommandSession session = session(InputStream.nullInputStream(), out, err, environment);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Execution execution = new Execution(session, out, err, notices, completions, false);
            notices.readBy(err::println);
            farewell.isAskedOf(err);
            for (String line = farewell.next(lines);
                    line != null && !execution.isLeaving();
                    line = farewell.next(lines)) {
                if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
                    status = execution.run(line);
                }
            }
        }
        return farewell.isAsked() ? 0 : status;
    }

    private CommandSession session(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
        CommandSession session = processor.createSession(in, out, err);
        session.put("SCOPE", SCOPES);
        session.put("USER", System.getProperty("user.name"));
        session.put(".ggen.environment", Map.copyOf(environment));
        if (!"true".equals(environment.get("tty"))) {
            quietColours(session);
        }
        session.currentDir(
                Path.of(environment.getOrDefault("cwd", ".")).toAbsolutePath().normalize());
        return session;
    }

    /** Gogo's grep takes any session's output for a terminal. */
    private static void quietColours(CommandSession session) {
        try {
            session.execute("grep = { gogo:grep --color=never $args }");
        } catch (Exception e) {
            throw new IllegalStateException("Gogo does not know its own grammar", e);
        }
    }
}
