package io.ggen.publishing;

import io.ggen.api.Problem;
import io.ggen.api.Version;
import org.jspecify.annotations.Nullable;

/** Puts another version into the text of a manifest and leaves every other character alone. */
final class VersionOverride {
    private VersionOverride() {}

    /** {@code text}, which stands in {@code file}, with {@code version}. Refused if the place cannot be found. */
    static String apply(ManifestFile file, String text, Version version) {
        Place at = file.isToml() ? placeInToml(file, text) : placeInJson(file, text);
        String changed = at == null ? null : replace(text, at, version, file.isToml());
        if (changed == null
                || !ManifestReader.read(file, changed)
                        .said()
                        .version()
                        .toString()
                        .equals(version.toString())) {
            throw Problem.of("The version in " + ManifestFile.shown(file.path())
                            + " is written in a way that cannot be replaced; nothing was changed.")
                    .asException();
        }
        return changed;
    }

    private static @Nullable Place placeInJson(ManifestFile file, String text) {
        Value version = JsonText.read(text, file).values().get("version");
        return version == null ? null : version.at();
    }

    private static @Nullable Place placeInToml(ManifestFile file, String text) {
        Value version = OriginalManifest.read(text, file).asJson().values().get("version");
        return version == null ? null : version.at();
    }

    private static @Nullable String replace(String text, Place at, Version version, boolean afterEquals) {
        int start = 0;
        for (int line = 1; line < at.line(); line++) {
            start = text.indexOf('\n', start) + 1;
        }
        start = text.offsetByCodePoints(start, at.column() - 1);
        if (afterEquals) {
            start = text.indexOf('=', start) + 1;
        }
        while (start < text.length() && text.charAt(start) != '"' && text.charAt(start) != '\'') {
            start++;
        }
        if (start >= text.length()) {
            return null;
        }
        int end = text.indexOf(text.charAt(start), start + 1);
        return end < 0 ? null : text.substring(0, start + 1) + version + text.substring(end);
    }
}
