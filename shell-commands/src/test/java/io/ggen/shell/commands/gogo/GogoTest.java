package io.ggen.shell.commands.gogo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Problem;
import io.ggen.api.marketplace.Verification;
import io.ggen.api.resolver.Resolution;
import io.ggen.shell.UnknownCommand;
import io.ggen.shell.commands.Commands;
import io.ggen.shell.commands.FakeServices;
import io.ggen.shell.commands.RunningCommands;
import io.ggen.shell.commands.Samples;
import io.ggen.shell.commands.results.CommandList;
import io.ggen.shell.commands.results.Packages;
import io.ggen.shell.commands.task.Scope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Set;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The commands in Gogo's own interpreter. */
class GogoTest {
    private final FakeServices services = new FakeServices();
    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
    private final List<String> registered = new ArrayList<>();
    private final List<String> unregistered = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private GogoCommands commands;
    private CommandSession session;

    @BeforeEach
    void start() {
        threadIo.start();
        commands = new GogoCommands(context(), processor, services, new RunningCommands());
        processor.addConverter(new ResultConverter());
        InputStream in = new ByteArrayInputStream(new byte[0]);
        session = processor.createSession(
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        session.put("SCOPE", "ggen:*");
        session.currentDir(Path.of("/work"));
    }

    @AfterEach
    void stop() {
        session.close();
        threadIo.stop();
    }

    private BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("registerService");
                    Dictionary<?, ?> properties = (Dictionary<?, ?>) arguments[2];
                    String scope = (String) properties.get(CommandProcessor.COMMAND_SCOPE);
                    String function = (String) properties.get(CommandProcessor.COMMAND_FUNCTION);
                    registered.add(scope + ":" + function);
                    processor.addCommand(scope, (Function) arguments[1], function);
                    return Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {ServiceRegistration.class},
                            (p, m, a) -> unregistered.add(scope + ":" + function) ? null : null);
                });
    }

    @Test
    void everyCommandIsThereAndGoesAgain() {
        List<String> all = new ArrayList<>();
        for (Scope scope : Commands.SCOPES) {
            scope.functions().forEach(function -> all.add(scope.name() + ":" + function));
        }
        List.of("ggen", "registry", "p2p", "trust", "host", "marketplace").forEach(word -> all.add("ggen:" + word));
        assertThat(registered).containsExactlyElementsOf(all).contains("registry:import", "ggen:help");
        commands.close();
        assertThat(unregistered).containsExactlyElementsOf(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry import one ./two",
                "ggen registry import one ./two",
                "ggen registry:import one ./two",
                "ggen marketplace registry import one ./two",
                "marketplace registry import one ./two",
                "ggen --json registry import one ./two",
                "x = one; registry import $x ./two"
            })
    void aLineForTheSystemsPromptRunsInTheShellToo(String line) throws Exception {
        session.execute(line);
        assertThat(services.publishing.asked).containsExactly("import [/work/one, /work/two]");
    }

    @Test
    void behindGgenStandAllCommandsAndTheirResultsAreTheSameObjects() throws Exception {
        assertThat(session.execute("ggen list")).isInstanceOf(Packages.class);
        assertThat(session.execute("ggen list --json")).isEqualTo("{\"generation\":0,\"packages\":[]}");
        assertThat(session.execute("ggen")).isInstanceOf(CommandList.class);
        assertThat(session.execute("host --help")).isInstanceOf(CommandList.class);
        assertThat((String) session.execute("ggen --json")).startsWith("{\"commands\":[");
    }

    @Test
    void aScopeWithoutItsCommandIsToldWithTheOneThatWasMeant() {
        assertThatThrownBy(() -> session.execute("p2p stats"))
                .hasToString("there is no command 'p2p stats'")
                .extracting(e -> ((io.ggen.api.ProblemException) e).problem())
                .isEqualTo(new UnknownCommand("p2p stats", List.of("ggen p2p status")));
        session.put(".jline.terminal", new Object());
        assertThatThrownBy(() -> session.execute("p2p nosuch"))
                .hasToString("there is no command 'p2p nosuch'\ntry: help p2p");
        assertThatThrownBy(() -> session.execute("ggen host us"))
                .hasToString("there is no command 'host us'\ntry: host:use");
        assertThatThrownBy(() -> session.execute("host"))
                .hasToString("host needs one of its commands: services, use, deploy\ntry: help host");
    }

    @Test
    void argumentsArriveAsTheyWereTyped() throws Exception {
        session.execute("search 1.10 007 1e3 true null 'a b' \"c  d\"");
        assertThat(services.catalog.queries.get(0).text()).isEqualTo("1.10 007 1e3 true null a b c  d");
        session.execute("registry:import one ./two");
        assertThat(services.publishing.asked).containsExactly("import [/work/one, /work/two]");
    }

    @Test
    void resultsAreObjectsThatCanBeAskedAndPrinted() throws Exception {
        services.marketplace.generation = 3;
        services.marketplace.lock = Samples.lock("a", "a 1.0.0");
        Object result = session.execute("ggen:list");
        assertThat(result).isInstanceOf(Packages.class);
        assertThat(session.format(result, Converter.INSPECT))
                .hasToString("a  1.0.0\n1 package in /home/ann/.ggen/packages (generation 3)");
        assertThat(session.execute("(list) generation")).isEqualTo(3);
        assertThat(session.execute("(list) ids")).isEqualTo(List.of("a@1.0.0"));
    }

    @Test
    void jsonIsTextThatCanBePiped() throws Exception {
        assertThat(session.execute("list --json")).isEqualTo("{\"generation\":0,\"packages\":[]}");
    }

    @Test
    void aFailureIsOneSentenceAndKeepsItsFactsForScripts() {
        services.marketplace.during = progress -> {
            progress.warning("careful");
            throw Problem.of("no; nothing was installed", "ggen registry reindex")
                    .asException();
        };
        assertThatThrownBy(() -> session.execute("install a"))
                .hasToString("no; nothing was installed")
                .extracting(e -> ((io.ggen.api.ProblemException) e).problem().next())
                .isEqualTo(List.of("ggen registry reindex"));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("warning: careful" + System.lineSeparator());
        assertThatThrownBy(() -> session.execute("install --bogus")).hasToString("install has no option '--bogus'");
    }

    @Test
    void atATerminalTheNextCommandIsToldAsItIsTypedThere() {
        session.put(".jline.terminal", new Object());
        services.marketplace.during = progress -> {
            throw Problem.of("no; nothing was installed", "ggen registry reindex", "ggen gc")
                    .asException();
        };
        assertThatThrownBy(() -> session.execute("install a"))
                .hasToString("no; nothing was installed\ntry: registry:reindex\ntry: gc");
    }

    @Test
    void atATerminalTheReasonsBehindAConflictAreTold() {
        session.put(".jline.terminal", new Object());
        services.marketplace.during = progress -> {
            throw new Resolution.Unsatisfiable(
                            "no; nothing was changed.",
                            List.of("Because this, that.", "So, no."),
                            List.of("ggen gc"),
                            Set.of())
                    .asException();
        };
        assertThatThrownBy(() -> session.execute("install a"))
                .hasToString("no; nothing was changed.\n  Because this, that.\n  So, no.\ntry: gc");
    }

    @Test
    void badNewsIsPrintedBeforeItIsThrown() {
        services.marketplace.verification =
                new Verification(1, 1, List.of(new Verification.Damage("a@1.0.0", "f", "is missing")));
        assertThatThrownBy(() -> session.execute("verify"))
                .hasMessageStartingWith("verified 1 package, 1 file and found");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a@1.0.0: f is missing\n");
    }

    @Test
    void answersBeforeADamagedLineStayLinesAsTextAndAsJson(@TempDir Path folder) throws Exception {
        String good = "{\"name\":\"u\",\"packages\":{},\"request\":{}}\n";
        Files.writeString(folder.resolve("u.jsonl"), good + good + "{");
        session.currentDir(folder);
        services.roles.resolver = (question, known) -> new Resolution.Undecided("too hard");
        for (String command : List.of("resolve u.jsonl", "resolve u.jsonl --json")) {
            out.reset();
            assertThatThrownBy(() -> session.execute(command)).hasMessageStartingWith("u.jsonl, line 3, column ");
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .hasLineCount(2)
                    .startsWith("{\"name\":\"u\",\"solvable\":null,")
                    .endsWith("}\n");
        }
    }

    @Test
    void helpShowsCommandsAsTheyAreTypedInTheShell() throws Exception {
        CharSequence help = session.format(session.execute("ggen:help host use"), Converter.INSPECT);
        assertThat(help.toString())
                .contains("usage: host:use [OPTIONS] ROLE NAME", "  host:use resolver backtracking\n");
        assertThat(session.format(session.execute("host:use --help"), Converter.INSPECT)
                        .toString())
                .isEqualTo(help.toString());
    }

    @Test
    void otherObjectsAreLeftToOtherConverters() {
        assertThat(new ResultConverter().format("text", Converter.INSPECT, new ResultConverter()))
                .isNull();
        assertThat(new ResultConverter().convert(String.class, "x")).isNull();
    }
}
