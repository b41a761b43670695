package io.ggen.publishing;

import io.ggen.api.Home;
import io.ggen.api.Progress;
import io.ggen.api.extractor.Limits;
import io.ggen.api.publishing.Publishing.ImportOptions;
import io.ggen.api.publishing.Publishing.Imported;
import io.ggen.registry.file.FileRegistry;
import io.ggen.roles.FixedRoles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Measures imports into a real registry: {@code ImportSpeed signed|unsigned SCRATCH-FOLDER FOLDER…}, first and again. */
final class ImportSpeed {
    private ImportSpeed() {}

    public static void main(String[] args) throws IOException {
        boolean signed = args[0].equals("signed");
        Home home = new Home(Files.createTempDirectory(Path.of(args[1]), "import"));
        FileRegistry registry =
                new FileRegistry("home", home.registry(), true, System.out::println, Runnable::run, Clock.systemUTC());
        Publisher publisher = new Publisher(
                home,
                FixedRoles.of(registry),
                new FakeNeighbours(home),
                new FileOutbox(home),
                new PublishedContent(home),
                Clock.systemUTC(),
                Limits.DEFAULT);
        List<Path> folders = new ArrayList<>();
        for (int i = 2; i < args.length; i++) {
            folders.add(Path.of(args[i]));
        }
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            Imported imported = publisher.importAll(folders, new ImportOptions(signed, null, false), Progress.NONE);
            System.out.println(args[0] + (i == 0 ? " first: " : " again: ") + (System.nanoTime() - start) / 1_000_000
                    + " ms, " + imported.published().size() + " published, "
                    + imported.unchanged().size()
                    + " unchanged, " + imported.refused().size() + " refused");
        }
    }
}
