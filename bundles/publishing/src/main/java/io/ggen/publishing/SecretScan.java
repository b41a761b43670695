package io.ggen.publishing;

import io.ggen.api.Problem;
import io.ggen.api.Texts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notices files that look like secrets, by their names and by what the first 64 KiB of them hold: private keys, passwords of
 * package registries, settings of environments, key stores, keys of AWS.
 */
final class SecretScan {
    /** How much of a file is looked at. */
    static final int HEAD = 1 << 16;

    private static final int MOST_TOLD = 5;
    private static final Set<String> NAMES = Set.of(
            ".env",
            ".netrc",
            "_netrc",
            ".npmrc",
            ".pypirc",
            ".htpasswd",
            ".git-credentials",
            ".pgpass",
            "id_rsa",
            "id_dsa",
            "id_ecdsa",
            "id_ed25519");
    private static final List<String> ENDINGS = List.of(".p12", ".pfx", ".jks", ".keystore", ".ppk");
    private static final Set<String> MODELS = Set.of("example", "sample", "template", "dist", "defaults");
    private static final String BEGIN = "-----BEGIN ";
    private static final int LONGEST_LABEL = 40;
    private static final int LEAST_BASE64 = 16;
    private static final int AWS_KEY = 20;

    private final List<String> found = new ArrayList<>();

    /**
     * Looks at one file.
     *
     * @param path in the package
     * @param head the first bytes of it
     */
    void look(String path, byte[] head, int length) {
        String text = new String(head, 0, Math.min(length, HEAD), StandardCharsets.ISO_8859_1);
        String why = byName(path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT), text);
        if (why == null) {
            why = byContent(text);
        }
        if (why != null) {
            found.add("'" + Texts.shown(path, 100) + "' (" + why + ")");
        }
    }

    private static @Nullable String byName(String name, String text) {
        if (NAMES.contains(name)) {
            return "by its name";
        }
        if (name.startsWith(".env.")) {
            return MODELS.contains(name.substring(name.lastIndexOf('.') + 1)) ? null : "by its name";
        }
        for (String ending : ENDINGS) {
            if (name.endsWith(ending)) {
                return "by its name";
            }
        }
        // certificates and public keys are made to be given away
        return name.endsWith(".pem")
                        && !text.contains("-----BEGIN CERTIFICATE-----")
                        && !text.contains("-----BEGIN PUBLIC KEY-----")
                ? "by its name"
                : null;
    }

    private static @Nullable String byContent(String text) {
        for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
            if (isPrivateKey(text, at + BEGIN.length())) {
                return "a private key";
            }
        }
        if (text.startsWith("PuTTY-User-Key-File-")) {
            return "a private key";
        }
        return hasAwsKey(text, "AKIA") || hasAwsKey(text, "ASIA") ? "a key of AWS" : null;
    }

    /** Whether a label of a private key stands here and more than the label: programs that read keys name it too. */
    private static boolean isPrivateKey(String text, int from) {
        int end = text.indexOf("-----", from);
        if (end < 0 || end - from > LONGEST_LABEL) {
            return false;
        }
        String label = text.substring(from, end);
        // OpenPGP's is a block
        if (!label.endsWith("PRIVATE KEY") && !label.endsWith("PRIVATE KEY BLOCK")) {
            return false;
        }
        int at = end + 5;
        // the end of a line, as it is or written as \n inside a text
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || text.startsWith("\\n", at))) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (text.startsWith("Proc-Type:", at) || text.startsWith("Version:", at)) {
            return true;
        }
        int start = at;
        while (at < text.length() && isBase64(text.charAt(at))) {
            at++;
        }
        return at - start >= LEAST_BASE64;
    }

    private static boolean isBase64(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/';
    }

    /** Whether an access key id stands in {@code text}: 20 capitals and digits, those of AWS's own examples apart. */
    private static boolean hasAwsKey(String text, String start) {
        for (int at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
            int end = at;
            while (end < text.length() && end - at <= AWS_KEY && isCapitalOrDigit(text.charAt(end))) {
                end++;
            }
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (begins && ends && end - at == AWS_KEY && !text.startsWith("EXAMPLE", end - 7)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCapitalOrDigit(char c) {
        return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** Refuses if any file looked like a secret. */
    void requireNone(Path folder) {
        if (found.isEmpty()) {
            return;
        }
        List<String> told = found.subList(0, Math.min(MOST_TOLD, found.size()));
        int more = found.size() - told.size();
        throw Problem.of(ManifestFile.shown(folder) + " holds what looks like secrets: " + String.join(", ", told)
                        + (more > 0 ? " and " + more + " more" : "")
                        + "; name them in .ggenignore, or publish them with --force; nothing was published.")
                .asException();
    }
}
