package io.ggen.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.jspecify.annotations.Nullable;

/** The files of the index: a folder, or memory where there is no writing on the disk. */
final class IndexFiles implements AutoCloseable {
    private static final double WRITE_BUFFER_MIB = 48;

    private final Directory directory;
    private final boolean onDisk;

    private IndexFiles(Directory directory, boolean onDisk) {
        this.directory = directory;
        this.onDisk = onDisk;
    }

    static IndexFiles onDisk(Path folder) throws IOException {
        QuietLucene.load();
        return new IndexFiles(new MappedDirectory(folder), true);
    }

    /** Nothing yet, in memory. */
    static IndexFiles inMemory() {
        QuietLucene.load();
        return new IndexFiles(new ByteBuffersDirectory(), false);
    }

    /** A copy in memory, as good as what could be read. */
    IndexFiles copyInMemory() {
        ByteBuffersDirectory copy = new ByteBuffersDirectory();
        try {
            if (DirectoryReader.indexExists(directory)) {
                for (String file : directory.listAll()) {
                    copy.copyFrom(directory, file, file, IOContext.READONCE);
                }
            }
            return new IndexFiles(copy, false);
        } catch (IOException | RuntimeException e) {
            return inMemory();
        }
    }

    boolean onDisk() {
        return onDisk;
    }

    /** The last commit, its files checked against their sums; or null if there is none. */
    @Nullable
    View open() throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            return null;
        }
        DirectoryReader reader = DirectoryReader.open(directory);
        boolean good = false;
        try {
            if (directory instanceof MappedDirectory folder) {
                for (String file : reader.getIndexCommit().getFileNames()) {
                    folder.checkIntegrity(file);
                }
            }
            View view = new View(reader);
            good = true;
            return view;
        } finally {
            if (!good) {
                reader.close();
            }
        }
    }

    /** The commit that came after {@code view}, or null if it is still the last one. */
    @Nullable
    View openNewer(View view) throws IOException {
        DirectoryReader newer = DirectoryReader.openIfChanged(view.reader());
        return newer == null ? null : new View(newer);
    }

    /** A writer that begins with the last commit, or with nothing. Needs the lock. */
    IndexWriter writer(boolean fromScratch) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(null);
        config.setOpenMode(
                fromScratch ? IndexWriterConfig.OpenMode.CREATE : IndexWriterConfig.OpenMode.CREATE_OR_APPEND);
        config.setSimilarity(View.SIMILARITY);
        config.setMergeScheduler(new SerialMergeScheduler());
        config.setRAMBufferSizeMB(WRITE_BUFFER_MIB);
        config.setCommitOnClose(false);
        TieredMergePolicy merging = new TieredMergePolicy();
        merging.setNoCFSRatio(1);
        config.setMergePolicy(merging);
        return new IndexWriter(directory, config);
    }

    /** Throws the files away. Needs the lock. */
    void clear() throws IOException {
        if (directory instanceof FSDirectory folder) {
            Files.createDirectories(folder.getDirectory());
        }
        for (String file : directory.listAll()) {
            directory.deleteFile(file);
        }
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
