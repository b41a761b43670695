package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.Dependency;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import io.ggen.api.marketplace.Provenance;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Listing;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Amounts;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import io.ggen.shell.commands.text.Table;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All there is to know about a package.
 *
 * @param shown the release that the request means
 * @param provenance who stands behind the release shown
 * @param versions every release, newest first, with those that are withheld
 * @param withheld releases that nobody should choose anew, with the reason of each
 * @param sources the registries that have the release shown
 * @param installed the version in the target, or null
 */
public record Info(
        Listing shown,
        Provenance provenance,
        List<Release> versions,
        List<Answer.Withheld> withheld,
        List<String> sources,
        @Nullable Version installed)
        implements Result {
    private static final int LONGEST = 600;

    /** Copies the lists. */
    public Info {
        versions = List.copyOf(versions);
        withheld = List.copyOf(withheld);
        sources = List.copyOf(sources);
    }

    @Override
    public void text(Out out) {
        Release release = shown.release();
        out.put(Style.BOLD, release.name() + " " + release.version());
        out.put(release.yanked() ? Style.RED : Style.PLAIN, release.yanked() ? " (yanked)" : "");
        out.put(Style.RED, isWithheld(release) ? " (withheld)" : "").end();
        paragraph(out, shown.title());
        paragraph(out, shown.description());
        if (release.deprecated() != null) {
            out.put(Style.YELLOW, "deprecated: ").line(release.deprecated());
        }
        Table facts = new Table(Style.DIM, Style.PLAIN);
        fact(facts, "installed", installed == null ? "no" : installed.toString());
        fact(facts, "publisher", release.publisher() + whose());
        fact(facts, "fingerprint", provenance.fingerprint());
        fact(facts, "signature", signature());
        fact(facts, "pinned to", pinned());
        fact(facts, "freshness", freshness());
        fact(facts, "kind", release.kind().word());
        fact(facts, "author", shown.author());
        fact(facts, "license", shown.license());
        fact(facts, "categories", String.join(", ", shown.categories()));
        fact(facts, "tags", String.join(", ", shown.tags()));
        fact(facts, "published", published(shown) == null ? "" : shownTime());
        fact(facts, "size", Amounts.bytes(release.archive().size()));
        fact(facts, "digest", release.archive().digest().toString());
        fact(facts, "from", String.join(", ", sources));
        facts.print(out, 0);
        if (provenance.warning().isPresent()) {
            out.put(Style.YELLOW, "warning: ").line(provenance.warning().get());
        }
        for (String caution : provenance.cautions()) {
            out.put(Style.YELLOW, "warning: ").line(Texts.shown(caution, LONGEST));
        }
        dependencies(out, release);
        out.put(Style.DIM, "versions").end();
        for (Release each : versions) {
            out.put("  " + each.version());
            out.put(each.publisher().isLocal() ? "" : " from " + each.publisher());
            out.put(each.yanked() ? Style.RED : Style.PLAIN, each.yanked() ? " (yanked)" : "");
            out.put(Style.RED, isWithheld(each) ? " (withheld)" : "").end();
        }
        if (!withheld.isEmpty()) {
            out.put(Style.DIM, "withheld").end();
        }
        for (Answer.Withheld each : withheld) {
            out.line("  " + each.release().version() + ": " + Texts.shown(Texts.onOneLine(each.reason()), LONGEST));
        }
    }

    private boolean isWithheld(Release release) {
        for (Answer.Withheld each : withheld) {
            if (each.release().version().equals(release.version())
                    && each.release().publisher().equals(release.publisher())) {
                return true;
            }
        }
        return false;
    }

    private String whose() {
        return provenance.own() ? " (you)" : "";
    }

    private String signature() {
        return switch (provenance.signature()) {
            case VERIFIED -> "signed and verified";
            case UNSIGNED -> "unsigned";
            case BAD -> "bad: " + Texts.shown(provenance.reason(), LONGEST);
        };
    }

    private String pinned() {
        PublisherId pinned = provenance.pinned();
        if (pinned == null) {
            return "";
        }
        return pinned.equals(shown.release().publisher()) ? "this publisher" : pinned.value();
    }

    private String freshness() {
        Instant until = provenance.headExpires();
        return switch (provenance.head()) {
            case NONE -> "";
            case FRESH -> "known until " + until;
            case EXPIRED, BAD -> "unknown";
        };
    }

    private String shownTime() {
        return Instant.ofEpochMilli(shown.published()).toString();
    }

    private static void paragraph(Out out, String words) {
        if (!words.isEmpty()) {
            out.paragraph(Texts.shown(Texts.onOneLine(words), LONGEST));
        }
    }

    private static void fact(Table facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.row(name, value);
        }
    }

    private static void dependencies(Out out, Release release) {
        if (release.dependencies().isEmpty()) {
            return;
        }
        out.put(Style.DIM, "needs").end();
        Table table = new Table(Style.PLAIN, Style.PLAIN);
        for (Dependency dependency : release.dependencies()) {
            table.row(dependency.key(), dependency.range().toString());
        }
        table.print(out, 2);
    }

    private static @Nullable Instant published(Listing listing) {
        return listing.published() == 0 ? null : Instant.ofEpochMilli(listing.published());
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        Release release = shown.release();
        json.writeStartObject();
        json.writeStringField("name", release.name().value());
        json.writeStringField("version", release.version().toString());
        json.writeStringField("publisher", release.publisher().value());
        json.writeStringField("fingerprint", provenance.fingerprint());
        json.writeStringField("signature", provenance.signature().name().toLowerCase(Locale.ROOT));
        json.writeStringField("signatureReason", provenance.reason());
        json.writeBooleanField("own", provenance.own());
        Json.orNull(json, "pinned", provenance.pinned());
        Json.orNull(json, "revoked", provenance.revoked());
        json.writeStringField("head", provenance.head().name().toLowerCase(Locale.ROOT));
        Json.orNull(json, "headExpires", provenance.headExpires());
        Json.strings(json, "cautions", provenance.cautions());
        json.writeStringField("kind", release.kind().word());
        json.writeStringField("title", shown.title());
        json.writeStringField("description", shown.description());
        json.writeStringField("author", shown.author());
        json.writeStringField("license", shown.license());
        Json.strings(json, "categories", shown.categories());
        Json.strings(json, "tags", shown.tags());
        json.writeNumberField("size", release.archive().size());
        json.writeStringField("integrity", release.archive().digest().toString());
        json.writeBooleanField("yanked", release.yanked());
        Json.orNull(json, "deprecated", release.deprecated());
        Json.orNull(json, "published", published(shown));
        json.writeObjectFieldStart("dependencies");
        for (Dependency dependency : release.dependencies()) {
            json.writeStringField(dependency.key(), dependency.range().toString());
        }
        json.writeEndObject();
        Json.strings(json, "sources", sources);
        json.writeArrayFieldStart("versions");
        for (Release each : versions) {
            json.writeStartObject();
            json.writeStringField("version", each.version().toString());
            json.writeStringField("publisher", each.publisher().value());
            json.writeBooleanField("yanked", each.yanked());
            json.writeBooleanField("withheld", isWithheld(each));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("withheld");
        for (Answer.Withheld each : withheld) {
            json.writeStartObject();
            json.writeStringField("version", each.release().version().toString());
            json.writeStringField("publisher", each.release().publisher().value());
            json.writeStringField("reason", each.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        Json.orNull(json, "installed", installed);
        json.writeEndObject();
    }
}
