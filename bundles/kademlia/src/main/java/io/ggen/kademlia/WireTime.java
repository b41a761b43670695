package io.ggen.kademlia;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Times as records carry them: RFC 3339 in UTC, always with nine digits behind the dot, since js-libp2p insists on a dot. */
final class WireTime {
    private WireTime() {}

    static String write(Instant time) {
        ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(30);
        digits(text, utc.getYear(), 4).append('-');
        digits(text, utc.getMonthValue(), 2).append('-');
        digits(text, utc.getDayOfMonth(), 2).append('T');
        digits(text, utc.getHour(), 2).append(':');
        digits(text, utc.getMinute(), 2).append(':');
        digits(text, utc.getSecond(), 2).append('.');
        return digits(text, utc.getNano(), 9).append('Z').toString();
    }

    private static StringBuilder digits(StringBuilder text, int value, int width) {
        String digits = Integer.toString(value);
        for (int i = digits.length(); i < width; i++) {
            text.append('0');
        }
        return text.append(digits);
    }
}
