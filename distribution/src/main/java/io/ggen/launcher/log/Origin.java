package io.ggen.launcher.log;

import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out whose code is running. */
final class Origin implements Function<Stream<StackWalker.StackFrame>, @Nullable ClassLoader> {
    private static final int DEEPEST = 40;

    private Origin() {}

    /** The nearest class loader up the stack that is neither the JDK's nor that of the launcher; null if there is none. */
    static @Nullable ClassLoader find() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(new Origin());
    }

    @Override
    public @Nullable ClassLoader apply(Stream<StackWalker.StackFrame> frames) {
        ClassLoader launcher = Origin.class.getClassLoader();
        return frames.limit(DEEPEST)
                .map(frame -> frame.getDeclaringClass().getClassLoader())
                .filter(loader ->
                        loader != null && loader != launcher && loader != ClassLoader.getPlatformClassLoader())
                .findFirst()
                .orElse(null);
    }
}
