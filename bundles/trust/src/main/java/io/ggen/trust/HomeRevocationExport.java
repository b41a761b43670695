package io.ggen.trust;

import io.ggen.api.Home;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.files.DurableFiles;
import io.ggen.api.identity.Identity;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import io.ggen.api.trust.RevocationExport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes the revocation record of this home's publisher key, and remembers in {@code keys/} for which key it did. */
@Component
public final class HomeRevocationExport implements RevocationExport {
    /** Beside the key: a line with the id of the key whose record was exported last, and when. */
    static final String MARK = "publisher.exported";

    private static final int LONGEST_MARK = 200;
    private static final String UNWRITTEN = "; nothing was written.";

    private final Identity identity;
    private final Path mark;
    private final Clock clock;

    /** Touches nothing on the disk. */
    @Activate
    public HomeRevocationExport(@Reference Home home, @Reference Identity identity) {
        this(home, identity, Clock.systemUTC());
    }

    HomeRevocationExport(Home home, Identity identity, Clock clock) {
        this.identity = identity;
        this.mark = home.keys().resolve(MARK);
        this.clock = clock;
    }

    @Override
    public PublisherId export(Path file) {
        if (identity.publisherIfMade().isEmpty()) {
            throw Problem.of("There is no publisher key whose revocation record could be exported: the first publish"
                            + " makes one" + UNWRITTEN)
                    .asException();
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw exists(file);
        }
        Signer signer = identity.publisher();
        PublisherId publisher = signer.publicKey().id();
        try {
            PrivateFile.create(file, new SignedRevocations(clock).seal(signer));
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        } catch (IOException e) {
            throw Failures.problem("Writing " + Failures.shown(file), e, "nothing was written");
        }
        try {
            String line = publisher + " " + clock.instant().truncatedTo(ChronoUnit.SECONDS) + "\n";
            DurableFiles.write(mark, line.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw Failures.problem(
                    "Remembering the export", e, "the record itself is in " + Failures.shown(file) + ", whole");
        }
        return publisher;
    }

    private static ProblemException exists(Path file) {
        return Problem.of(Failures.shown(file) + " exists already and is not written over" + UNWRITTEN)
                .asException();
    }

    @Override
    public boolean exported() {
        Optional<PublicKey> key = identity.publisherIfMade();
        if (key.isEmpty()) {
            return false;
        }
        try (InputStream in = Files.newInputStream(mark)) {
            String line = new String(in.readNBytes(LONGEST_MARK), StandardCharsets.US_ASCII);
            return line.startsWith(key.get().id() + " ");
        } catch (IOException e) {
            return false;
        }
    }
}
