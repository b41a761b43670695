package io.ggen.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ggen.api.Home;
import io.ggen.api.catalog.Catalog.Hit;
import io.ggen.api.catalog.Catalog.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sensible questions about the packages of the original marketplace. */
class RealTitlesTest {
    private static final String[][] QUESTIONS = {
        {"hello world", "hello-world"},
        {"rest api", "rest-api-template"},
        {"graphql", "graphql-api-template"},
        {"citations bibtex", "academic-bibliography-manager"},
        {"peer review", "academic-peer-review-workflow"},
        {"latex thesis", "phd-thesis-template"},
        {"arxiv preprint", "arxiv-paper-template"},
        {"bank accounts ledger", "banking-core"},
        {"crypto wallet", "cryptocurrency-exchange"},
        {"video conferencing for patients", "telemedicine-platform"},
        {"insurance claims billing", "medical-billing"},
        {"drug interactions", "pharmacy-management"},
        {"postgres schema", "database-schema-generator"},
        {"payroll", "human-resources-management"},
        {"gantt sprints", "project-management"},
        {"warehouse stock", "inventory-management"},
        {"virtual threads", "java26-virtual-thread-dao"},
        {"shacl validation", "shacl-cli"},
        {"nextjs shadcn", "io.ggen.nextjs.ontology-crud"},
        {"tenant isolation", "multi-tenant-saas"},
        {"anti money laundering sanctions", "kyc-aml-compliance"},
        {"microservice architecture docker", "microservices-architecture"},
        {"kuberntes docker", "microservices-architecture"},
        {"telemedecine", "telemedicine-platform"},
        {"gaphql", "graphql-api-template"},
    };

    @TempDir
    Path folder;

    @Test
    void theExpectedPackageIsAmongTheFirstThree() throws IOException {
        Path data = Path.of(System.getProperty("ggen.data", "../../../shared/data"), "ggen-original-index.json");
        assumeTrue(Files.exists(data), "the original's index is not at " + data);
        FakeRegistry registry = new FakeRegistry("home");
        fill(registry, data);
        LuceneCatalog catalog = new LuceneCatalog(new Home(folder), new FakeRoles(registry));
        try {
            for (String[] question : QUESTIONS) {
                assertThat(catalog.search(Query.of(question[0], 3)).hits())
                        .as(question[0])
                        .extracting(Hit::name)
                        .contains(question[1]);
            }
        } finally {
            catalog.close();
        }
    }

    private static void fill(FakeRegistry registry, Path data) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(data.toFile())) {
            json.nextToken();
            for (Object each : list(map(read(json)), "packages")) {
                Map<?, ?> one = map(each);
                registry.has(String.valueOf(one.get("name")), String.valueOf(one.get("version")))
                        .description(String.valueOf(one.get("description")))
                        .category(String.valueOf(one.get("category")))
                        .tags(texts(one, "tags"))
                        .keywords(texts(one, "keywords"));
            }
        }
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    private static List<?> list(Map<?, ?> map, String key) {
        return map.get(key) instanceof List<?> list ? list : List.of();
    }

    private static String[] texts(Map<?, ?> map, String key) {
        return list(map, key).stream().map(String::valueOf).toArray(String[]::new);
    }

    private static Object read(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> map = new HashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                map.put(key, read(json));
            }
            return map;
        }
        if (json.currentToken() == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                list.add(read(json));
            }
            return list;
        }
        return String.valueOf(json.getText());
    }
}
