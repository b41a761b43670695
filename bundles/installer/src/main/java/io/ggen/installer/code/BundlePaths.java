package io.ggen.installer.code;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Which files of a package of kind {@code bundle} are its bundles: those that {@code bundles} in the {@code package.json} at its
 * root names; or else the one jar that lies at its root. Nothing outside of the tree is read, so what counts is what was signed.
 */
public final class BundlePaths {
    private static final JsonFactory JSON = new JsonFactory();

    private final Path tree;
    private final String id;
    private final String state;
    private final Limits limits;

    private BundlePaths(Path tree, String id, String state, Limits limits) {
        this.tree = tree;
        this.id = id;
        this.state = state;
        this.limits = limits;
    }

    /**
     * The paths inside {@code tree}, the tree of package {@code id}, sorted.
     *
     * @param state what state things are in if there are none
     */
    public static List<String> of(Path tree, String id, String state, Limits limits) throws IOException {
        return new BundlePaths(tree, id, state, limits).find();
    }

    private List<String> find() throws IOException {
        List<String> named = named();
        if (named.isEmpty()) {
            return List.of(onlyJar());
        }
        if (named.size() > limits.bundles()) {
            throw refused("names more than " + limits.bundles() + " bundles in its package.json");
        }
        for (String path : named) {
            check(path);
        }
        return List.copyOf(new TreeSet<>(named));
    }

    private void check(String path) throws IOException {
        String shown = "'" + Texts.shown(path, 100) + "'";
        Path file;
        try {
            file = tree.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw refused("names the bundle " + shown + ", which is no path");
        }
        if (path.length() > limits.path() || file.equals(tree) || !file.startsWith(tree)) {
            throw refused("names the bundle " + shown + ", which is no path inside it");
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || !file.toRealPath().startsWith(tree.toRealPath())) {
            throw refused("names the bundle " + shown + ", and its archive holds no such file");
        }
    }

    private String onlyJar() throws IOException {
        List<String> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(tree, "*.jar")) {
            for (Path file : files) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    jars.add(String.valueOf(file.getFileName()));
                }
            }
        }
        if (jars.size() != 1) {
            throw refused("does not name its bundles in a package.json at its root, and there "
                    + (jars.isEmpty() ? "is no jar beside it" : "are " + jars.size() + " jars"));
        }
        return jars.get(0);
    }

    private List<String> named() throws IOException {
        for (String original : List.of("package.toml", "pack.toml", "gpack.toml")) {
            if (Files.exists(tree.resolve(original), LinkOption.NOFOLLOW_LINKS)) {
                return List.of(); // the package.json beside it is npm's
            }
        }
        Path file = tree.resolve("package.json");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        byte[] text;
        try (InputStream in = Files.newInputStream(file)) {
            text = in.readNBytes(limits.manifest() + 1);
        }
        if (text.length > limits.manifest()) {
            throw refused("has a package.json of more than " + limits.manifest() + " bytes");
        }
        try (JsonParser in = JSON.createParser(text)) {
            return bundles(in);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw refused("has a package.json that cannot be read");
        }
    }

    private static List<String> bundles(JsonParser in) throws IOException {
        List<String> bundles = new ArrayList<>();
        if (in.nextToken() != JsonToken.START_OBJECT) {
            return bundles;
        }
        String field;
        while ((field = in.nextFieldName()) != null) {
            JsonToken value = in.nextToken();
            if (field.equals("bundles") && value == JsonToken.START_ARRAY) {
                while (in.nextToken() == JsonToken.VALUE_STRING) {
                    bundles.add(in.getText());
                }
            } else if (field.equals("bundles") && value == JsonToken.VALUE_STRING) {
                bundles.add(in.getText());
            } else {
                in.skipChildren();
            }
        }
        return bundles;
    }

    private ProblemException refused(String why) {
        return Problem.of(id + " is a package of code, but " + why + "; " + state + ".")
                .asException();
    }
}
