/** Announcements to everybody who listens: the contract of publish and subscribe. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.p2p.api.pubsub;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
