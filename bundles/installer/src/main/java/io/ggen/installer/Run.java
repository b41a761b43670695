package io.ggen.installer;

import io.ggen.api.Progress;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.installer.target.Target;

/**
 * One call of one operation that may change a target.
 *
 * @param state what state things are in if it fails: "nothing was installed"
 * @param back whether it goes back to what was there before
 */
record Run(Target target, InstallOptions options, String state, Progress progress, boolean back) {
    static Run of(InstallOptions options, String state, Progress progress) {
        return new Run(new Target(options.target()), options, state, progress, false);
    }

    static Run back(InstallOptions options, String state, Progress progress) {
        return new Run(new Target(options.target()), options, state, progress, true);
    }
}
