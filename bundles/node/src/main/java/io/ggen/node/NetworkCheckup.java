package io.ggen.node;

import io.ggen.api.Checkup;
import io.ggen.api.Texts;
import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.node.Dropped;
import io.ggen.p2p.api.node.Neighbour;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.NodeStatus;
import io.ggen.p2p.api.node.PeerBook;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Examines the network of this process: does it run, can others reach it, has it peers, and if not, why. Asks the node what it knows,
 * dials nobody and waits for nobody.
 */
@Component(service = Checkup.class)
public final class NetworkCheckup implements Checkup {
    /** So long nobody may have dialled in before that is worth telling. */
    static final Duration QUIET = Duration.ofMinutes(10);

    private static final int LONGEST = 120;
    private static final String STATUS = "ggen p2p status";

    private final Node node;
    private final PeerBook book;

    /** Asks nothing yet. */
    @Activate
    public NetworkCheckup(@Reference Node node, @Reference PeerBook book) {
        this.node = node;
        this.book = book;
    }

    @Override
    public String subject() {
        return "network";
    }

    @Override
    public List<Finding> examine() {
        NodeStatus status = node.status();
        return switch (status.state()) {
            case UP -> up(status);
            case DOWN ->
                List.of(new Finding(
                        Severity.BROKEN, "The network is down: " + said(status.detail()) + ".", "ggen host services"));
            case STARTING -> List.of(Finding.good("The network is starting."));
            case STOPPING -> List.of(Finding.good("The network is stopping."));
            case STOPPED ->
                status.detail().isEmpty()
                        ? List.of(Finding.good("No network runs in this process."))
                        : List.of(new Finding(
                                Severity.WARNING,
                                "No network runs here: " + said(status.detail()) + ".",
                                "ggen status"));
        };
    }

    private static String said(String detail) {
        String shown = Texts.shown(detail, 3 * LONGEST);
        return shown.endsWith(".") ? shown.substring(0, shown.length() - 1) : shown;
    }

    private List<Finding> up(NodeStatus status) {
        List<Finding> findings = new ArrayList<>();
        List<Neighbour> neighbours = node.neighbours();
        findings.add(peers(neighbours));
        findings.add(reach(status, neighbours));
        return findings;
    }

    private Finding peers(List<Neighbour> neighbours) {
        if (!neighbours.isEmpty()) {
            return Finding.good("Connected with " + count(neighbours.size(), "peer") + ".");
        }
        Optional<Dropped> last = node.dropped().stream().max(Comparator.comparing(Dropped::last));
        if (last.isPresent()) {
            return new Finding(
                    Severity.WARNING,
                    "No peer is connected; the last one tried was " + last.get().peer() + ": "
                            + Texts.shown(last.get().why(), LONGEST) + " ("
                            + count(last.get().times(), "time") + ").",
                    "ggen p2p peers");
        }
        int known = book.remembered().size();
        return known == 0
                ? new Finding(
                        Severity.WARNING,
                        "No peer is connected and none is known, so nothing can be found or told beyond this machine.",
                        "ggen p2p connect MULTIADDR")
                : new Finding(
                        Severity.WARNING,
                        "No peer is connected yet; " + count(known, "peer") + " of earlier runs "
                                + (known == 1 ? "is" : "are") + " known.",
                        STATUS);
    }

    private static Finding reach(NodeStatus status, List<Neighbour> neighbours) {
        if (status.addresses().isEmpty()) {
            return Finding.good("It listens nowhere and only dials, so others cannot fetch from it.");
        }
        for (Neighbour neighbour : neighbours) {
            for (Connection connection : neighbour.connections()) {
                if (connection.inbound()) {
                    return Finding.good("It listens on "
                            + count(status.addresses().size(), "address", "addresses") + ", and peers dial in.");
                }
            }
        }
        String where = "It listens on " + status.addresses().get(0)
                + (status.addresses().size() == 1
                        ? ""
                        : " and " + (status.addresses().size() - 1) + " more");
        if (status.addresses().stream().allMatch(NetworkCheckup::isLoopback)) {
            return new Finding(
                    Severity.WARNING,
                    where + ": this machine alone; other machines cannot reach it.",
                    "ggen serve --listen /ip4/0.0.0.0/tcp/4001");
        }
        if (status.uptime().compareTo(QUIET) < 0 || neighbours.isEmpty()) {
            return Finding.good(where + "; nobody has dialled in yet.");
        }
        return new Finding(
                Severity.WARNING,
                where
                        + ", but nobody dials in; perhaps a firewall or router keeps them out (the setting 'announce' in etc/"
                        + NodeComponent.PID + ".json tells others an address that is forwarded here).",
                STATUS);
    }

    private static boolean isLoopback(Multiaddr address) {
        try {
            return address.ip().isPresent()
                    && InetAddress.getByAddress(address.ip().get()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String count(long number, String one) {
        return count(number, one, one + "s");
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
