package io.ggen.installer.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import io.ggen.api.registry.Answer;
import io.ggen.api.resolver.Question;
import io.ggen.installer.work.Failures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a resolver was asked and told, as one line of JSON that {@code ggen resolve} reads:
 * {@code {"name","packages":{P:{VERSION:{DEP:RANGE}}},"request":{P:RANGE},"locked","overrides","options"}}. It has exactly
 * the versions that the resolver might choose, so that it has the same solution: no yanked ones that are not locked, of a
 * package that is kept, or of all where the lock is frozen, the locked one alone, and offline those that are here. Of
 * publishers it says nothing: where several have a package, it has the one that the name means.
 */
final class UniverseLine {
    private static final int LAST_PLAIN = '~';

    private final Question question;
    private final MergedReleases known;
    private final String name;
    private int silent;

    /** What {@code known} was asked so far, to answer {@code question}; {@code name} tells people what it is about. */
    UniverseLine(Question question, MergedReleases known, String name) {
        this.question = question;
        this.known = known;
        this.name = name;
    }

    /**
     * Adds the line to {@code file}, in one write; how many packages it cannot have because nobody answered.
     *
     * @param state what state things are in if the file cannot be written
     */
    int appendTo(Path file, String state) throws IOException {
        byte[] line = text();
        try {
            byte[] start = endsInsideALine(file) ? new byte[] {'\n'} : new byte[0];
            ByteBuffer whole = ByteBuffer.allocate(start.length + line.length + 1);
            append(whole.put(start).put(line).put((byte) '\n').flip(), file);
        } catch (IOException e) {
            if (Failures.isInterruption(e)) {
                throw e;
            }
            throw refused(file, e, state);
        }
        return silent;
    }

    private static boolean endsInsideALine(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            long size = in.size();
            return size > 0 && in.read(last, size - 1) == 1 && last.get(0) != '\n';
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Adds all of {@code whole}, or leaves the file as it was. */
    private static void append(ByteBuffer whole, Path file) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            long end = out.size();
            try {
                while (whole.hasRemaining()) {
                    out.write(whole);
                }
            } finally {
                if (whole.hasRemaining() && whole.position() > 0 && out.size() == end + whole.position()) {
                    out.truncate(end);
                }
            }
        }
    }

    private static RuntimeException refused(Path file, IOException e, String state) {
        String words = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        String reason = e instanceof NoSuchFileException
                ? "there is no such folder"
                : words == null ? e.getClass().getSimpleName() : Texts.shown(words);
        return Problem.of("The universe cannot be written to " + Texts.shown(file.toString(), 400) + " (" + reason
                        + "); " + state + ".")
                .asException(e);
    }

    byte[] text() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.setHighestNonEscapedChar(LAST_PLAIN);
            json.writeStartObject();
            json.writeStringField("name", name);
            json.writeObjectFieldStart("packages");
            for (Map.Entry<PackageName, Answer> each : known.all().entrySet()) {
                if (each.getValue() instanceof Answer.Found found) {
                    writePackage(json, each.getKey(), found.releases());
                } else if (each.getValue() instanceof Answer.Unavailable) {
                    silent++;
                }
            }
            json.writeEndObject();
            writeRanges(json, "request", ranges(question.roots()));
            writeLocked(json);
            if (!question.overrides().isEmpty()) {
                writeRanges(json, "overrides", new TreeMap<>(question.overrides()));
            }
            Question.Options options = question.options();
            json.writeObjectFieldStart("options");
            json.writeBooleanField("pre", options.prereleases());
            json.writeBooleanField("allowCycles", options.allowCycles());
            json.writeBooleanField("lowest", options.lowest());
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void writePackage(JsonGenerator json, PackageName of, List<Release> releases) throws IOException {
        SortedMap<Version, Release> chosen = new TreeMap<>();
        for (Release release : releases) {
            Release other = chosen.get(release.version());
            if (isChoice(release) && (other == null || isBetter(release, other))) {
                chosen.remove(release.version());
                chosen.put(release.version(), release);
            }
        }
        json.writeObjectFieldStart(of.value());
        for (Release release : chosen.values()) {
            boolean follow = question.options().dependencies();
            writeRanges(json, release.version().toString(), follow ? ranges(release.dependencies()) : new TreeMap<>());
        }
        json.writeEndObject();
    }

    /** Whether the resolver might choose {@code release}. */
    private boolean isChoice(Release release) {
        Version locked = question.locked().get(release.name());
        boolean isLocked = locked != null && locked.equals(release.version());
        PublisherId meant = known.meant(release.name());
        if (meant != null && !meant.equals(release.publisher())) {
            return false;
        }
        boolean mustBeLocked = question.options().frozen() || question.kept().contains(release.name());
        return (isLocked || (!release.yanked() && !mustBeLocked))
                && (!question.options().offline() || known.isHere(release));
    }

    /** Of one version by two publishers, resolvers take that of the registry itself first, then the lower name. */
    private static boolean isBetter(Release a, Release b) {
        return a.publisher().isLocal() != b.publisher().isLocal()
                ? a.publisher().isLocal()
                : a.publisher().compareTo(b.publisher()) < 0;
    }

    private static SortedMap<PackageName, Range> ranges(List<Dependency> dependencies) {
        SortedMap<PackageName, Range> ranges = new TreeMap<>();
        for (Dependency dependency : dependencies) {
            ranges.put(dependency.name(), dependency.range());
        }
        return ranges;
    }

    private static void writeRanges(JsonGenerator json, String member, SortedMap<PackageName, Range> ranges)
            throws IOException {
        json.writeObjectFieldStart(member);
        for (Map.Entry<PackageName, Range> each : ranges.entrySet()) {
            json.writeStringField(each.getKey().value(), each.getValue().toString());
        }
        json.writeEndObject();
    }

    /** The versions that are preferred; what is to be updated has none. */
    private void writeLocked(JsonGenerator json) throws IOException {
        SortedMap<PackageName, Version> locked = new TreeMap<>(question.locked());
        locked.keySet().removeAll(question.unlocked());
        if (!locked.isEmpty()) {
            json.writeObjectFieldStart("locked");
            for (Map.Entry<PackageName, Version> each : locked.entrySet()) {
                json.writeStringField(each.getKey().value(), each.getValue().toString());
            }
            json.writeEndObject();
        }
    }
}
