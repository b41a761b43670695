package io.ggen.itests;

import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.node.NetworkPart;
import io.ggen.p2p.api.node.Node;
import io.ggen.roles.Roles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** What an operator does to the parts of a host, from inside its framework. */
final class Swapping {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final BundleContext context;
    private final Roles roles;
    private final Path deploy;

    Swapping(BundleContext context, Path home) throws Exception {
        this.context = context;
        this.roles = service(context, Roles.class);
        this.deploy = home.resolve("deploy");
    }

    Roles roles() {
        return roles;
    }

    /** Drops a copy of {@code jar} into {@code deploy/} as {@code file}, and waits until {@code name} is in office. */
    void deploy(Path jar, String file, String role, String name) throws Exception {
        drop(jar, file);
        await(role + " " + name + " is in office", () -> selected(role).equals(name));
    }

    void drop(Path jar, String file) throws IOException {
        Path staged = deploy.resolve(file + ".part");
        Files.copy(jar, staged, StandardCopyOption.REPLACE_EXISTING);
        Files.move(staged, deploy.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes it out again, and waits until {@code name} is no longer known. */
    void takeOut(String file, String role, String name) throws Exception {
        Files.delete(deploy.resolve(file));
        await(role + " " + name + " is gone", () -> !isKnown(role, name));
    }

    /** Uninstalls the bundle of {@code name} as Gogo's {@code uninstall} does. */
    void uninstall(String role, String name) throws Exception {
        bundleOf(role, name).uninstall();
        await(role + " " + name + " is gone", () -> !isKnown(role, name));
    }

    /** Gives the bundle of {@code name} its own jar again, as Gogo's {@code update} does. */
    void update(String role, String name) throws Exception {
        Bundle bundle = bundleOf(role, name);
        try (InputStream jar = new java.net.URL(bundle.getLocation()).openStream()) {
            bundle.update(jar);
        }
        await(role + " " + name + " is back", () -> isKnown(role, name));
    }

    void use(String role, String name) throws Exception {
        roles.use(role, name);
        await(role + " " + name + " is in office", () -> selected(role).equals(name));
    }

    String selected(String role) {
        return roles.roles().stream()
                .filter(one -> one.name().equals(role))
                .flatMap(one -> one.providers().stream())
                .filter(Roles.Provider::selected)
                .map(Roles.Provider::name)
                .findFirst()
                .orElse("");
    }

    boolean isKnown(String role, String name) {
        return roles.roles().stream()
                .filter(one -> one.name().equals(role))
                .flatMap(one -> one.providers().stream())
                .anyMatch(one -> one.name().equals(name));
    }

    Bundle bundleOf(String role, String name) throws Exception {
        ServiceReference<?>[] found =
                context.getAllServiceReferences(null, "(&(ggen.role=" + role + ")(ggen.name=" + name + "))");
        if (found == null) {
            throw new AssertionError("nobody is called " + name + " among " + roles.roles());
        }
        return found[0].getBundle();
    }

    /** Waits until a peer is connected and has said that it serves archives. */
    static void awaitServer(BundleContext context) throws Exception {
        Node node = service(context, Node.class);
        ProtocolId fetch = new ProtocolId("/ggen/fetch/1.0.0");
        await(
                "a peer serves archives",
                () -> node.host().stream()
                        .flatMap(host -> host.peers().stream())
                        .anyMatch(peer -> peer.protocols().contains(fetch)));
    }

    /** Until a session with a peer has gone well. */
    static void awaitSync(BundleContext context) throws Exception {
        await("the catalogue is in step with a peer's", () -> {
            for (ServiceReference<NetworkPart> reference : context.getServiceReferences(NetworkPart.class, null)) {
                NetworkPart part = context.getService(reference);
                if (part != null && part.name().equals("sync")) {
                    return number(part, "sessions") > number(part, "failed");
                }
            }
            return false;
        });
    }

    private static long number(NetworkPart part, String name) {
        return part.status().stream()
                .filter(fact -> fact.name().equals(name))
                .mapToLong(fact -> Long.parseLong(fact.value()))
                .findFirst()
                .orElse(0);
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 60 s: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    static <S> S service(BundleContext context, Class<S> type) throws Exception {
        await("service " + type.getName(), () -> context.getServiceReference(type) != null);
        ServiceReference<S> reference = context.getServiceReference(type);
        return Objects.requireNonNull(context.getService(Objects.requireNonNull(reference)));
    }
}
