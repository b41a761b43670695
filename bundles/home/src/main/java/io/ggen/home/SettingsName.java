package io.ggen.home;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which configuration a file in {@code etc/} holds: {@code <pid>.json}, or {@code <factoryPid>-<name>.json} for the
 * instance whose pid is {@code factoryPid~name}. An instance that a program made without a name has the pid
 * {@code factoryPid.<uuid>} and the file {@code <factoryPid>-.<uuid>.json}. Every other character than letters, digits,
 * {@code .} and {@code _} (and {@code -} in an instance's name) is written as {@code %} and two digits.
 *
 * @param pid the configuration's pid
 * @param factoryPid its factory's pid, or null if it is no instance
 * @param file the file's name
 */
record SettingsName(String pid, @Nullable String factoryPid, String file) {
    private static final String SUFFIX = ".json";
    private static final int UUID_LENGTH = 36;
    private static final String HEX = "0123456789ABCDEF";

    /** The file of {@code pid}. */
    static SettingsName ofPid(String pid) {
        int tilde = pid.indexOf('~');
        if (tilde > 0) {
            return instance(pid, pid.substring(0, tilde), escape(pid.substring(tilde + 1), true));
        }
        int dot = pid.length() - UUID_LENGTH - 1;
        if (dot > 0 && pid.charAt(dot) == '.' && isUuid(pid.substring(dot + 1))) {
            return instance(pid, pid.substring(0, dot), pid.substring(dot));
        }
        return new SettingsName(pid, null, escape(pid, false).concat(SUFFIX));
    }

    /** What the file called {@code file} holds; empty if no configuration has a file of that name. */
    static Optional<SettingsName> ofFile(String file) {
        if (!file.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        String stem = file.substring(0, file.length() - SUFFIX.length());
        int dash = stem.indexOf('-');
        String head = unescape(dash < 0 ? stem : stem.substring(0, dash));
        String tail = unescape(dash < 0 ? "" : stem.substring(dash + 1));
        if (head == null || head.isEmpty() || tail == null) {
            return Optional.empty();
        }
        boolean unnamed = dash >= 0 && stem.startsWith(".", dash + 1);
        SettingsName name = ofPid(dash < 0 ? head : unnamed ? head + tail : head + "~" + tail);
        return name.file.equals(file) ? Optional.of(name) : Optional.empty();
    }

    private static SettingsName instance(String pid, String factoryPid, String name) {
        return new SettingsName(
                pid,
                factoryPid,
                escape(factoryPid, false).concat("-").concat(name).concat(SUFFIX));
    }

    private static boolean isUuid(String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? text.charAt(i) != '-' : Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String escape(String text, boolean dashes) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
            if (plain || (c == '.' && escaped.length() > 0) || (c == '-' && dashes)) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return escaped.toString();
    }

    private static @Nullable String unescape(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 2 < text.length()) {
                c = (char) (HEX.indexOf(text.charAt(i + 1)) * 16 + HEX.indexOf(text.charAt(i + 2)));
                i += 2;
            }
            if (c > 0xff) {
                return null;
            }
            bytes.put((byte) c);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
