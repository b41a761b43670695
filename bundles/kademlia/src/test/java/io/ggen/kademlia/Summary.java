package io.ggen.kademlia;

import io.ggen.p2p.api.PeerAddresses;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** One line that says all there is in a message; {@code libp2p.mjs} writes the same one. */
final class Summary {
    private static final HexFormat HEX = HexFormat.of();

    private Summary() {}

    static String of(Message message) {
        StringBuilder text = new StringBuilder(message.kind().name())
                .append(" key=")
                .append(HEX.formatHex(message.key()))
                .append(" at=")
                .append(HEX.formatHex(Key.of(message.key()).bytes()));
        ValueRecord record = message.record();
        if (record != null) {
            String time = record.received().isEmpty() ? "" : record.received().substring(0, 23) + "Z";
            text.append(" record=")
                    .append(HEX.formatHex(record.key()))
                    .append('/')
                    .append(HEX.formatHex(record.value()))
                    .append('/')
                    .append(time);
        }
        add(text, " closer=", message.closer());
        add(text, " provider=", message.providers());
        return text.toString();
    }

    private static void add(StringBuilder text, String name, List<PeerAddresses> peers) {
        for (PeerAddresses peer : peers) {
            text.append(name)
                    .append(peer.peer())
                    .append('@')
                    .append(peer.addresses().stream().map(Object::toString).collect(Collectors.joining(",")));
        }
    }
}
