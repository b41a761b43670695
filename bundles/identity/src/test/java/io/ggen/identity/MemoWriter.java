package io.ggen.identity;

import java.nio.file.Path;

/** Another process that remembers records: says it is up, waits for a line, writes. */
final class MemoWriter {
    private MemoWriter() {}

    public static void main(String[] args) throws Exception {
        System.out.println("up");
        if (System.in.read() < 0) {
            return;
        }
        try (MemoTable memo = new MemoTable(Path.of(args[0]))) {
            for (int i = Integer.parseInt(args[1]); i < Integer.parseInt(args[2]); i++) {
                memo.remember(MemoTableTest.digest("record " + i));
            }
        }
    }

    static Process start(Path file, int from, int to) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MemoWriter.class.getName(),
                        file.toString(),
                        String.valueOf(from),
                        String.valueOf(to))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
