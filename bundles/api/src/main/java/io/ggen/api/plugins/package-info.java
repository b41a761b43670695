/** Packages of kind {@code bundle}: what the installer and whoever runs their code in this host say to each other. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.api.plugins;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
