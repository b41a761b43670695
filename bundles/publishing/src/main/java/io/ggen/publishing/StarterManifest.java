package io.ggen.publishing;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.files.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The manifest that a new package starts with. */
final class StarterManifest {
    /** Makes a name of what is one no more for being a device on Windows. */
    private static final String RESCUE = "package-";

    private StarterManifest() {}

    /** Writes it into {@code folder}, made if need be, which must have no manifest. */
    static Path write(Path folder) {
        try {
            make(folder);
            ManifestFile there = ManifestFile.in(folder);
            if (there != null) {
                throw Problem.of(ManifestFile.shown(there.path()) + " is there already; nothing was changed.")
                        .asException();
            }
            Path name = folder.toAbsolutePath().normalize().getFileName();
            Path file = folder.resolve(ManifestFile.OURS);
            DurableFiles.write(file, text(name == null ? "" : name.toString()).getBytes(StandardCharsets.UTF_8));
            return file;
        } catch (IOException e) {
            throw Reasons.failed(
                    "No manifest could be written into " + ManifestFile.shown(folder), e, "nothing was changed");
        }
    }

    private static void make(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (NoSuchFileException e) {
            throw new IOException("no folder can be made there", e);
        }
    }

    private static String text(String folder) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("name", word(nameFor(folder)));
        fields.put("version", word("0.1.0"));
        fields.put("title", word(nameFor(folder)));
        fields.put("description", word(""));
        fields.put("kind", word("files"));
        fields.put("dependencies", new Value.Table(Map.of(), Place.START));
        fields.put("categories", new Value.Items(List.of(), Place.START));
        fields.put("tags", new Value.Items(List.of(), Place.START));
        fields.put("author", word(""));
        fields.put("license", word(""));
        return JsonText.write(new Value.Table(fields, Place.START));
    }

    private static Value word(String text) {
        return new Value.Text(text, Place.START);
    }

    /** A valid package name that looks like {@code folder}. */
    static String nameFor(String folder) {
        String plain = Normalizer.normalize(folder, Normalizer.Form.NFKD)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < plain.length() && name.length() < PackageName.LONGEST - RESCUE.length(); i++) {
            char c = plain.charAt(i);
            boolean kept = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (kept || !name.isEmpty() && (c == '.' || c == '_')) {
                name.append(c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK
                    && !name.isEmpty()
                    && name.charAt(name.length() - 1) != '-') {
                name.append('-');
            }
        }
        while (!name.isEmpty() && ".-_".indexOf(name.charAt(name.length() - 1)) >= 0) {
            name.setLength(name.length() - 1);
        }
        if (name.isEmpty()) {
            return "package";
        }
        return PackageName.isValid(name.toString()) ? name.toString() : RESCUE + name;
    }
}
