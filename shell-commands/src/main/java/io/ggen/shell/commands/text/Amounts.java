package io.ggen.shell.commands.text;

/** Numbers as people say them. */
public final class Amounts {
    private Amounts() {}

    /** {@code 1 package}, {@code 3 packages}, {@code 2 registries}. */
    public static String count(long number, String noun) {
        if (number == 1) {
            return "1 " + noun;
        }
        return number + " " + (noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s");
    }

    /** {@code 0.04 s}, {@code 1.3 s}, {@code 12 s}, {@code 2 min 5 s}, {@code 3 h 20 min}, {@code 4 days 3 h}. */
    public static String seconds(long nanos) {
        long millis = Math.max(0, nanos) / 1_000_000;
        if (millis < 100) {
            return decimal(millis / 10, 2) + " s";
        }
        if (millis < 10_000) {
            return decimal(millis / 100, 1) + " s";
        }
        long seconds = millis / 1000;
        long minutes = seconds / 60;
        long hours = minutes / 60;
        if (hours >= 48) {
            return hours / 24 + " days " + hours % 24 + " h";
        }
        if (minutes >= 120) {
            return hours + " h " + minutes % 60 + " min";
        }
        return seconds < 60 ? seconds + " s" : minutes + " min " + seconds % 60 + " s";
    }

    /** {@code 812 B}, {@code 4.2 kB}, {@code 130 kB}, {@code 1.5 GB}; a kB is 1000 B. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        String units = "kMGTPE";
        int unit = 0;
        long tenths = bytes / 100;
        while (tenths >= 10_000 && unit < units.length() - 1) {
            tenths /= 1000;
            unit++;
        }
        return (tenths < 100 ? decimal(tenths, 1) : tenths / 10) + " " + units.charAt(unit) + "B";
    }

    private static String decimal(long number, int digits) {
        String all = Long.toString(number);
        while (all.length() <= digits) {
            all = "0" + all;
        }
        return all.substring(0, all.length() - digits) + "." + all.substring(all.length() - digits);
    }
}
