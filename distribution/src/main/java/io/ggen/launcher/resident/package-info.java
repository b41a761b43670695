/**
 * Commands served by the host that runs on the same home (DESIGN section 11): both ends of {@code run/host.sock}, its protocol,
 * and where the socket is. JDK types only; what runs the commands is passed in.
 */
@NullMarked
package io.ggen.launcher.resident;

import org.jspecify.annotations.NullMarked;
