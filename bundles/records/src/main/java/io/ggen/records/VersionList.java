package io.ggen.records;

import io.ggen.api.Version;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All versions of a package with the ids of their records: content of its own, named by a head's {@code list}. Canonical JSON
 * {@code {VERSION: record id}}; two builds of one version cannot both be in it.
 */
public final class VersionList {
    /** The most versions in a list. */
    public static final int MOST_VERSIONS = 20_000;

    /** The largest list, in bytes. */
    public static final int LARGEST_CONTENT = 2 * 1024 * 1024;

    private VersionList() {}

    /** The content for these versions. */
    public static byte[] write(SortedMap<Version, RecordId> versions) {
        return CanonicalJson.write(toJson(versions));
    }

    /** Reads the list that {@code head} names; other content is refused. */
    public static Opened<SortedMap<Version, RecordId>> open(byte[] content, HeadRecord head) {
        try {
            Contents.check(content, LARGEST_CONTENT, head.list());
            SortedMap<Version, RecordId> versions = read(new MemberReader("", CanonicalJson.readObject(content)));
            if (versions.size() != head.count()) {
                throw RefusedException.rule("list.count", Long.toString(versions.size()), Long.toString(head.count()));
            }
            return new Opened.Accepted<>(versions);
        } catch (RefusedException e) {
            return new Opened.Refused<>(e.refusal());
        }
    }

    static JsonValue.Members toJson(SortedMap<Version, RecordId> versions) {
        MemberWriter object = new MemberWriter();
        for (Map.Entry<Version, RecordId> version : versions.entrySet()) {
            object.text(version.getKey().toString(), version.getValue().hex());
        }
        return object.members();
    }

    static SortedMap<Version, RecordId> read(MemberReader object) {
        SortedMap<Version, RecordId> versions = new TreeMap<>();
        List<String> names = object.names();
        for (int i = 0; i < names.size(); i++) {
            String text = names.get(i);
            Version version = object.versionOf(text, text);
            if (versions.put(version, RecordId.of(object.sha256(text))) != null) {
                throw object.wrong(text, "the only build of its version", "another one");
            }
        }
        return versions;
    }
}
