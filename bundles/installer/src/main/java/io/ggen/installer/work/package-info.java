/** What all parts of the installer use: workers, deletion, syncing, and failures told in sentences. */
@NullMarked
package io.ggen.installer.work;

import org.jspecify.annotations.NullMarked;
