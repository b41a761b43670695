/** The catalogue of records: the contract of the store that keeps every valid record this host has seen. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.records.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
