package org.example.registry.http;

import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.Registry;
import io.ggen.api.registry.Source;
import io.ggen.records.IndexFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The registry folder of another ggen, as a web server shows it. */
@Component(
        configurationPid = "org.example.registry.http",
        property = {"ggen.role=registry", "ggen.name=http"})
public final class HttpRegistry implements Registry {
    private static final int PATIENCE_MILLIS = 10_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final URI root;

    /** The settings in {@code etc/org.example.registry.http.json}. */
    public @interface Settings {
        /** Where the folder is. */
        String url() default "http://localhost:8000/";
    }

    @Activate
    public HttpRegistry(Settings settings) {
        root = URI.create(settings.url() + "/").normalize();
    }

    @Deactivate
    void close() {
        threads.shutdownNow();
    }

    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public CompletionStage<Map<PackageName, Answer>> releases(Set<PackageName> names, Deadline deadline) {
        return Answer.ofEach(names, deadline, threads, this::answer);
    }

    private Answer answer(PackageName name) {
        try (InputStream index = open(root.resolve(name + "/index.json"), 0)) {
            return IndexFile.answer(name, index.readNBytes(IndexFile.LARGEST + 1));
        } catch (FileNotFoundException e) {
            return Answer.ABSENT;
        } catch (IOException e) {
            return new Answer.Unavailable(root.getHost() + " does not give its index of " + name);
        }
    }

    @Override
    public List<Source> sources(Release release) {
        String file = release.name().fileName() + "-" + release.version() + ".tar.gz";
        return List.of(new HttpArchive(root.resolve(release.name() + "/" + release.version() + "/" + file)));
    }

    /** One archive; whoever reads it checks its digest. */
    private record HttpArchive(URI at) implements Source {
        @Override
        public String description() {
            return at.toString();
        }

        @Override
        public InputStream open(long offset) throws IOException {
            return HttpRegistry.open(at, offset);
        }
    }

    private static InputStream open(URI at, long offset) throws IOException {
        HttpURLConnection http = (HttpURLConnection) at.toURL().openConnection();
        http.setConnectTimeout(PATIENCE_MILLIS);
        http.setReadTimeout(PATIENCE_MILLIS);
        http.setRequestProperty("Range", "bytes=" + offset + "-");
        int status = http.getResponseCode();
        if (status != 200 && status != 206) {
            http.disconnect();
            String reason = "HTTP status " + status;
            throw status == 404 ? new FileNotFoundException(reason) : new IOException(reason);
        }
        InputStream body = http.getInputStream();
        body.skipNBytes(status == 200 ? offset : 0);
        return body;
    }
}
