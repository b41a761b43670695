package io.ggen.shell.commands.task;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import io.ggen.api.catalog.Catalog;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.api.publishing.Publishing;
import io.ggen.api.registry.RegistryAdmin;
import io.ggen.api.trust.RevocationExport;
import io.ggen.api.trust.Trust;
import io.ggen.p2p.api.announce.Announcer;
import io.ggen.p2p.api.node.NetworkPart;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.PeerBook;
import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.roles.Roles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The services that commands work with. Each is looked up, and so brought to life, when a command asks for it; what is not
 * installed is a {@link io.ggen.api.ProblemException} that says so.
 */
public interface Services {
    /** The folders of this home. */
    Home home();

    /** Installs and undoes. */
    Marketplace marketplace();

    /** Searches. */
    Catalog catalog();

    /** The catalogue, if there is one. */
    Optional<Catalog> anyCatalog();

    /** Packs and publishes. */
    Publishing publishing();

    /** Adds and removes registries. */
    RegistryAdmin registryAdmin();

    /** Whom this user trusts. */
    Trust trust();

    /** Copies of the record that ends this user's own key. */
    RevocationExport revocationExport();

    /** The network host of this process, if network bundles are there; waits a moment for those that are being started. */
    Optional<Node> node();

    /** Who is remembered across restarts, if network bundles are there. */
    Optional<PeerBook> peerBook();

    /** Tells the network what was published, if it runs in this process; waits a moment for one that is being started. */
    Optional<Announcer> announcer();

    /** The parts of the network that can tell about themselves, in the order of their names. */
    List<NetworkPart> networkParts();

    /** Who has what in the network, if it runs. */
    Optional<ContentRouting> contentRouting();

    /** Who fills each role. */
    Roles roles();

    /** Every examination there is, in the order of their subjects. */
    List<Checkup> checkups();

    /** Where this host logs; empty if its log is not ggen's. */
    default Optional<Path> logFile() {
        return Optional.empty();
    }

    /** This process as the host of its home, if it is one. */
    Optional<HostProcess> hostProcess();

    /** The host of this home that left this process to itself, if there is one. */
    Optional<HostProcess.Refused> refusedBy();
}
