/** Which releases go together: the contract of resolvers, and the plan they make. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.api.resolver;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
