package io.ggen.lockfile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.ggen.api.Problem;
import io.ggen.api.Texts;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.lockfile.Lockfile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Locks as JSON. Writes format {@value #FORMAT}, reads that and 1.0, the format of the original tool. Refuses to write what
 * it would refuse to read.
 */
@Component(property = {"ggen.role=lockfile", "ggen.name=json"})
public final class JsonLockfile implements Lockfile {
    /** The format that is written. */
    static final String FORMAT = "1.1";

    /** The longest text that is read, in bytes. */
    static final int LONGEST = 256 << 20;

    /** The deepest nesting that is read; the format itself needs four. */
    static final int DEEPEST = 32;

    private static final int LONGEST_STRING = 1 << 16;

    private final JsonFactory json;
    private final int longest;

    /** Reads up to {@value #LONGEST} bytes. */
    @Activate
    public JsonLockfile() {
        this(LONGEST);
    }

    JsonLockfile(int longest) {
        this.longest = longest;
        this.json = JsonFactory.builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(LONGEST_STRING)
                        .maxNameLength(LONGEST_STRING)
                        .build())
                .build();
    }

    @Override
    public Lock read(byte[] text, String label) {
        if (text.length > longest) {
            throw Problem.of(Texts.shown(label) + " has " + text.length + " bytes and a lock has at most " + longest
                            + "; nothing was changed.")
                    .asException();
        }
        return new LockReader(json, text, label).read();
    }

    @Override
    public byte[] write(Lock lock) {
        Contradictions.refuse(lock, "The lock to be written");
        return LockWriter.write(json, lock);
    }
}
