package io.ggen.registry.file;

import io.ggen.api.Archive;
import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.Manifest;
import io.ggen.api.PublisherId;
import io.ggen.records.CanonicalJson;
import io.ggen.records.Dependencies;
import io.ggen.records.Opened;
import io.ggen.records.RecordFile;
import io.ggen.records.Records;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens signed records of releases, and holds them against the manifest and the archive that they are about. */
final class RecordCheck {
    private RecordCheck() {}

    /** The verified record in {@code file}, or null if there is no such file. */
    static @Nullable Signed<ReleaseRecord> read(Path file, Instant now) throws IOException, Damaged {
        byte[] envelope = envelope(file);
        return envelope == null ? null : open(envelope, now);
    }

    /** The envelope in {@code file}, not verified, or null if there is no such file. */
    static byte @Nullable [] envelope(Path file) throws IOException, Damaged {
        byte[] text = Json.bytesIfThere(file, RecordFile.LARGEST);
        return text == null ? null : taken(RecordFile.read(text));
    }

    /** The verified record in {@code envelope}. */
    static Signed<ReleaseRecord> open(byte[] envelope, Instant now) throws Damaged {
        return taken(Records.openRelease(envelope, now));
    }

    static <T> T taken(Opened<T> opened) throws Damaged {
        if (opened instanceof Opened.Accepted<T> accepted) {
            return accepted.opened();
        }
        throw new Damaged(opened.refusal().map(why -> why.reason()).orElse("refused"));
    }

    /** The dependencies as the record has them, each with its publisher. */
    static List<Dependency> dependencies(ReleaseRecord record) throws Damaged {
        if (record.dependencies() instanceof Dependencies.Listed listed) {
            return listed.dependencies();
        }
        throw new Damaged("its dependencies are kept elsewhere, where this registry cannot get at them");
    }

    /** Complains unless {@code record} is of the release with this manifest, whose bytes are {@code text}. */
    static void requireFit(ReleaseRecord record, Manifest manifest, byte[] text) throws Damaged {
        require("name", record.name().value(), manifest.name().value());
        require("version", record.version().toString(), manifest.version().toString());
        require("kind", record.releaseKind().word(), manifest.kind().word());
        require("manifest", record.manifest().hex(), Digest.sha256Of(text).hex());
        List<Dependency> signed = dependencies(record);
        List<Dependency> said = new Dependencies.Listed(manifest.dependencies()).dependencies();
        for (int i = 0; i < Math.max(signed.size(), said.size()); i++) {
            String wanted =
                    i < said.size() ? said.get(i).name() + " " + said.get(i).range() : "nothing more";
            String found = i < signed.size()
                    ? signed.get(i).name() + " " + signed.get(i).range()
                    : "nothing more";
            require("dependencies", found, wanted);
            PublisherId publisher = said.get(i).publisher();
            if (publisher != null) {
                require("dependencies." + said.get(i).name() + ".publisher", shown(signed.get(i)), publisher.value());
            }
        }
    }

    private static String shown(Dependency dependency) {
        PublisherId publisher = dependency.publisher();
        return publisher == null ? "nobody" : publisher.value();
    }

    /** Complains unless {@code record} is of this archive. */
    static void requireFit(ReleaseRecord record, Archive archive) throws Damaged {
        require(
                "archive.sha256",
                record.archive().sha256().hex(),
                archive.digest().hex());
        require("archive.size", Long.toString(record.archive().size()), Long.toString(archive.size()));
    }

    /** Complains unless this is the root of the tree of the record's archive. */
    static void requireRoot(ReleaseRecord record, Digest root) throws Damaged {
        require("archive.root", record.archive().root().hex(), root.hex());
    }

    private static void require(String member, String found, String expected) throws Damaged {
        if (!found.equals(expected)) {
            throw new Damaged("its '" + member + "' must be " + expected + ", found " + found);
        }
    }

    /** Whether both say the same, be it at another time. */
    static boolean sameButForTime(ReleaseRecord one, ReleaseRecord other) {
        return Arrays.equals(
                CanonicalJson.write(published(one, other.published()).toJson()), CanonicalJson.write(other.toJson()));
    }

    private static ReleaseRecord published(ReleaseRecord record, Instant when) {
        return new ReleaseRecord(
                record.name(),
                record.version(),
                record.publisher(),
                when,
                record.releaseKind(),
                record.title(),
                record.description(),
                record.category(),
                record.tags(),
                record.author(),
                record.license(),
                record.dependencies(),
                record.manifest(),
                record.archive(),
                record.unknown());
    }
}
