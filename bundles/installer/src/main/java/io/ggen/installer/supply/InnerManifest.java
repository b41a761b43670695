package io.ggen.installer.supply;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.ggen.api.Problem;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * The {@code package.json} inside an archive, which must not contradict the release it came as. Where a manifest of the
 * original tool stands beside it, it is not ggen's (npm's, as a rule) and says nothing.
 */
final class InnerManifest {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long LONGEST = 1 << 20;
    private static final List<String> ORIGINAL = List.of("package.toml", "pack.toml", "gpack.toml");

    private InnerManifest() {}

    /** Throws a problem if the manifest in {@code folder} names another package or version. */
    static void check(Release release, Path folder, String state) throws IOException {
        for (String name : ORIGINAL) {
            if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
        }
        Path manifest = folder.resolve("package.json");
        if (Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS) && Files.size(manifest) <= LONGEST) {
            check(release, Files.readAllBytes(manifest), state);
        }
    }

    private static void check(Release release, byte[] manifest, String state) throws IOException {
        try (JsonParser in = JSON.createParser(manifest)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            String field;
            while ((field = in.nextFieldName()) != null) {
                JsonToken value = in.nextToken();
                boolean counts = value == JsonToken.VALUE_STRING && (field.equals("name") || field.equals("version"));
                if (counts && !agrees(release, field, in.getText())) {
                    throw Problem.of("The archive of " + release.id() + " holds a package.json that says " + field
                                    + " '" + Texts.shown(in.getText()) + "'; " + state + ".")
                            .asException();
                }
                in.skipChildren();
            }
        } catch (JsonProcessingException e) {
            throw Problem.of("The archive of " + release.id() + " holds a package.json that cannot be read (line "
                            + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + "); " + state + ".")
                    .asException(e);
        }
    }

    private static boolean agrees(Release release, String field, String value) {
        if (field.equals("name")) {
            return value.equals(release.name().value());
        }
        return Version.isValid(value) && Version.parse(value).equals(release.version());
    }
}
