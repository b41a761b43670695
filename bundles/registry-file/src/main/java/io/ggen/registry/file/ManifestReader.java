package io.ggen.registry.file;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.ggen.api.Dependency;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.Release;
import io.ggen.api.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code package.json} as it stands beside an archive. */
final class ManifestReader {
    private @Nullable PackageName name;
    private @Nullable Version version;
    private Release.Kind kind = Release.Kind.FILES;
    private List<Dependency> dependencies = List.of();
    private String homepage = "";
    private String repository = "";
    private List<String> bundles = List.of();
    private final WordsReader words = new WordsReader();

    private ManifestReader() {}

    /** A manifest with its words; the manifest itself has no keywords. */
    record Read(Manifest manifest, Entry.Words words) {}

    static Read read(byte[] text) throws Damaged {
        return Json.read(text, parser -> new ManifestReader().read(parser, new String(text, StandardCharsets.UTF_8)));
    }

    private Read read(JsonParser parser, String json) throws IOException, Damaged {
        parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        Json.object(parser, "a manifest");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            try {
                field(parser, field);
            } catch (ProblemException e) {
                throw Damaged.at(parser, e.problem().message());
            }
        }
        PackageName found = name;
        Version of = version;
        if (found == null || of == null) {
            throw new Damaged("it has no '" + (found == null ? "name" : "version") + "'");
        }
        Entry.Words said = words.words();
        return new Read(
                new Manifest(
                        found,
                        of,
                        said.title(),
                        said.description(),
                        kind,
                        dependencies,
                        said.categories(),
                        said.tags(),
                        said.author(),
                        said.license(),
                        homepage,
                        repository,
                        bundles,
                        json),
                said);
    }

    private void field(JsonParser parser, String field) throws IOException, Damaged {
        switch (field) {
            case "name" -> name = new PackageName(Json.text(parser, field));
            case "version" -> version = Version.parse(Json.text(parser, field));
            case "kind" -> kind = kind(parser);
            case "dependencies" -> dependencies = Dependencies.read(parser);
            case "homepage" -> homepage = WordsReader.loose(parser);
            case "repository" -> repository = WordsReader.loose(parser);
            case "bundles" -> bundles = Json.texts(parser, field);
            default -> {
                if (!words.read(parser, field)) {
                    parser.skipChildren();
                }
            }
        }
    }

    private static Release.Kind kind(JsonParser parser) throws IOException, Damaged {
        return switch (Json.text(parser, "kind")) {
            case "", "files" -> Release.Kind.FILES;
            case "bundle" -> Release.Kind.BUNDLE;
            default -> throw Damaged.at(parser, "'kind' should be files or bundle");
        };
    }

    /**
     * {@code json} set out for people, with a line feed behind it, the same bytes on every machine: what the registry
     * writes, and compares by. Text that is set out so already stays as it is.
     */
    static byte[] pretty(byte[] json) throws Damaged {
        return Json.read(json, parser -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream(json.length * 2);
            try (JsonGenerator generator = Json.FACTORY.createGenerator(out)) {
                generator.setPrettyPrinter(new DefaultPrettyPrinter()
                        .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                        .withSeparators(DefaultPrettyPrinter.DEFAULT_SEPARATORS.withObjectFieldValueSpacing(
                                Separators.Spacing.AFTER)));
                generator.copyCurrentStructureExact(parser);
                generator.writeRaw('\n');
            }
            return out.toByteArray();
        });
    }
}
