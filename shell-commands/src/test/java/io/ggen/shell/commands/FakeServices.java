package io.ggen.shell.commands;

import io.ggen.api.Checkup;
import io.ggen.api.Digest;
import io.ggen.api.Home;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.Progress;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.catalog.Catalog;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.api.publishing.Publishing;
import io.ggen.api.registry.RegistryAdmin;
import io.ggen.api.trust.RevocationExport;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.announce.Announcer;
import io.ggen.p2p.api.node.NetworkPart;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.PeerBook;
import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.roles.Roles;
import io.ggen.shell.commands.task.HostProcess;
import io.ggen.shell.commands.task.Services;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A host of fakes. */
public final class FakeServices implements Services {
    public Path home = Path.of("/home/ann/.ggen");
    public final FakeMarketplace marketplace = new FakeMarketplace();
    public final FakeTrust trust = new FakeTrust();
    public final FakeRoles roles = new FakeRoles();
    public @Nullable Announcer announcer;
    public final FakeCatalog catalog = new FakeCatalog();
    public final FakePublishing publishing = new FakePublishing();
    public final List<String> administered = new ArrayList<>();
    public final List<Checkup> checkups = new ArrayList<>();
    public boolean hasCatalog = true;
    public @Nullable Node node;
    public @Nullable HostProcess hostProcess;
    public HostProcess.@Nullable Refused refusedBy;
    public final List<NetworkPart> parts = new ArrayList<>();
    public @Nullable ContentRouting contentRouting;
    public final List<PeerAddresses> remembered = new ArrayList<>();

    @Override
    public Home home() {
        return new Home(home);
    }

    @Override
    public Marketplace marketplace() {
        return marketplace;
    }

    @Override
    public Catalog catalog() {
        if (!hasCatalog) {
            throw Problem.of("search is not installed on this host").asException();
        }
        return catalog;
    }

    @Override
    public Optional<Announcer> announcer() {
        return Optional.ofNullable(announcer);
    }

    @Override
    public Optional<Catalog> anyCatalog() {
        return hasCatalog ? Optional.of(catalog) : Optional.empty();
    }

    @Override
    public Publishing publishing() {
        return publishing;
    }

    @Override
    public RegistryAdmin registryAdmin() {
        return new RegistryAdmin() {
            @Override
            public void add(String name, Path folder) {
                administered.add("add " + name + " " + folder);
            }

            @Override
            public void remove(String name) {
                administered.add("remove " + name);
            }
        };
    }

    @Override
    public FakeTrust trust() {
        return trust;
    }

    @Override
    public RevocationExport revocationExport() {
        return trust.export;
    }

    @Override
    public Optional<Node> node() {
        return Optional.ofNullable(node);
    }

    @Override
    public List<NetworkPart> networkParts() {
        return parts;
    }

    @Override
    public Optional<PeerBook> peerBook() {
        return Optional.of(new PeerBook() {
            @Override
            public List<PeerAddresses> remembered() {
                return remembered;
            }

            @Override
            public void remember(List<PeerAddresses> peers) {
                remembered.addAll(peers);
            }
        });
    }

    @Override
    public Optional<ContentRouting> contentRouting() {
        return Optional.ofNullable(contentRouting);
    }

    @Override
    public Roles roles() {
        return roles;
    }

    @Override
    public List<Checkup> checkups() {
        return checkups;
    }

    @Override
    public Optional<HostProcess> hostProcess() {
        return Optional.ofNullable(hostProcess);
    }

    @Override
    public Optional<HostProcess.Refused> refusedBy() {
        return Optional.ofNullable(refusedBy);
    }

    /** Answers what it was given. */
    public static final class FakeCatalog implements Catalog {
        public final List<Query> queries = new ArrayList<>();
        public Found found = new Found(List.of(), 0);
        public List<String> names = List.of();
        public List<String> alike = List.of();

        @Override
        public Found search(Query query) {
            queries.add(query);
            return found;
        }

        @Override
        public List<String> namesStartingWith(String prefix, int limit) {
            return names.stream()
                    .filter(name -> name.startsWith(prefix))
                    .limit(limit)
                    .toList();
        }

        @Override
        public List<String> namesLike(String name, int limit) {
            return alike.stream().limit(limit).toList();
        }

        @Override
        public void rebuild() {}
    }

    /** Remembers what it was asked. */
    public static final class FakePublishing implements Publishing {
        public final List<String> asked = new ArrayList<>();
        public Imported imported = new Imported(List.of(), List.of(), List.of(), 0);
        public @Nullable Signature signature;
        public boolean unchanged;

        @Override
        public Path init(Path folder) {
            asked.add("init " + folder);
            return folder.resolve("package.json");
        }

        @Override
        public Manifest manifest(Path folder) {
            return new Manifest(
                    new PackageName("hello"),
                    Version.parse("1.0.0"),
                    "",
                    "",
                    Release.Kind.FILES,
                    List.of(),
                    List.of(),
                    List.of(),
                    "",
                    "",
                    "",
                    "",
                    List.of(),
                    "{}");
        }

        @Override
        public Packed pack(Path folder, Path into) {
            asked.add("pack " + folder + " " + into);
            return packed(into.resolve("hello-1.0.0.tar.gz"));
        }

        private Packed packed(Path archive) {
            return new Packed(
                    manifest(archive), archive, Digest.sha256Of(new byte[] {1}), 4200, List.of("a", "b"), 13_000);
        }

        @Override
        public Published publish(Path folder, Options options) {
            asked.add("publish " + folder + " " + options.version() + " " + options.dryRun()
                    + (options.key() == null ? "" : " key " + options.key()) + (options.force() ? " force" : "")
                    + (options.local() ? " local" : ""));
            Release release = Samples.release("hello", "1.0.0");
            return new Published(options.dryRun() ? null : release, packed(folder), signature, unchanged);
        }

        @Override
        public Published publishToNetwork(Path folder, Options options) {
            asked.add("network " + folder);
            return new Published(Samples.release("hello", "1.0.0"), packed(folder), signature);
        }

        @Override
        public void renewHeads(java.util.Set<PackageName> names) {
            asked.add("renew " + names);
        }

        @Override
        public Imported importAll(List<Path> folders, ImportOptions options, Progress progress) {
            asked.add("import " + folders + (options.signed() ? "" : " unsigned")
                    + (options.key() == null ? "" : " key " + options.key()) + (options.force() ? " force" : ""));
            return imported;
        }

        @Override
        public Release yank(
                @Nullable PublisherId publisher,
                PackageName name,
                Version version,
                boolean yanked,
                @Nullable Path key) {
            asked.add("yank " + (publisher == null ? "" : "@" + publisher + "/") + name + " " + version + " " + yanked
                    + (key == null ? "" : " key " + key));
            Release plain = Samples.release(name.value(), version.toString());
            return new Release(
                    name, version, PublisherId.LOCAL, plain.kind(), List.of(), plain.archive(), yanked, null);
        }

        @Override
        public void deprecate(PackageName name, String text, @Nullable Path key) {
            asked.add("deprecate " + name + " '" + text + "'" + (key == null ? "" : " key " + key));
        }
    }
}
